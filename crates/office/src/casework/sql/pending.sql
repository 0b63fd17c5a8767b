-- Cases in progress at the end of a day, overdue by an instant: those that are still open, and those that are closed now but
-- were open then. What is open and what was finished since is little, what was ever received is much: the day of receiving is
-- compared as an expression, so that no planner begins with it.
select received_unit as unit, type,
  cast(sum(case when due_at is not null and due_at < $3 then 0 else 1 end) as bigint) as pending,
  cast(sum(case when due_at is not null and due_at < $3 then 1 else 0 end) as bigint) as overdue
from case_file where book = $1 and open = 1 and received_on || '' <= $2
group by received_unit, type
union all
select received_unit, type,
  cast(sum(case when due_at is not null and due_at < $3 then 0 else 1 end) as bigint),
  cast(sum(case when due_at is not null and due_at < $3 then 1 else 0 end) as bigint)
from case_file where book = $1 and open = 0 and finished_on > $2 and received_on || '' <= $2
group by received_unit, type
