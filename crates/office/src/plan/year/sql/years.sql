-- Plan years of a book with the targets, signed allocations and programmes of each.
select y.year, y.theme, y.fact_no,
  (select cast(count(*) as bigint) from target t
    where t.book = y.book and t.horizon = 'year' and t.allocation is null and t.ended_fact_no is null
    and substr(t.starts_on, 1, 4) = cast(y.year as text)) as targets,
  (select cast(count(*) as bigint) from allocation a
    where a.book = y.book and a.year = y.year and a.state = 'signed') as allocations,
  (select cast(count(*) as bigint) from programme p where p.book = y.book and p.year = y.year) as programmes
from plan_year y
where y.book = $1
order by y.year desc
