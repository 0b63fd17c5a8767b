-- What happened to a case, in order.
select e.at, e.known_at, e.kind, e.note, e.fact_no, o.name as officer_name
from case_event e
left join officer o on o.book = e.book and o.no = e.officer
where e.book = $1 and e.case_no = $2
order by e.no
