-- The at-risk register of a book, with the last name of each unit.
select r.no, r.indicator, coalesce(i.name, r.indicator) as indicator_name, r.unit, r.cause, r.solution, r.owner, r.due_on,
  r.outcome, r.fact_no, r.closed_fact_no, coalesce(o.name, '') as owner_name,
  coalesce((select v.name from unit_version v where v.book = r.book and v.unit = r.unit order by v.effective_from desc limit 1), '') as unit_name
from risk r
left join indicator i on i.book = r.book and i.code = r.indicator
left join officer o on o.book = r.book and o.no = r.owner
where r.book = $1
