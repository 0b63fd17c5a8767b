-- Open risks due from $3 to $4, as of journal position $2.
select i.name, r.cause, r.solution, coalesce(o.name, '') as owner_name, r.due_on
from risk r
join indicator i on i.book = r.book and i.code = r.indicator
left join officer o on o.book = r.book and o.no = r.owner
where r.book = $1 and r.due_on >= $3 and r.due_on <= $4 and r.fact_no <= $2 and (r.closed_fact_no is null or r.closed_fact_no > $2)
order by r.no
