-- Who held a case, in order, with the names of giver, taker and unit.
select h.no, h.step, h.from_at, h.to_at, h.norm, h.note, o.name as officer_name, g.name as giver_name,
  (select v.name from unit_version v where v.book = h.book and v.unit = h.unit order by v.effective_from desc limit 1) as unit_name
from holding h
left join officer o on o.book = h.book and o.no = h.officer
left join officer g on g.book = h.book and g.no = h.given_by
where h.book = $1 and h.case_no = $2
order by h.no
