-- Kept counts day by day and unit.
select day, unit,
  cast(sum(case when measure = 'received' then count else 0 end) as bigint) as received,
  cast(sum(case when measure in ('early', 'on-time', 'late') then count else 0 end) as bigint) as settled,
  cast(sum(case when measure = 'late' then count else 0 end) as bigint) as late
from case_count
where book = $1 and length(day) = 10 and day >= $2 and day <= $3
group by day, unit
order by day desc, unit
