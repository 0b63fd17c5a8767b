-- Every count of a book out of its cases, by day and by month: received on the day of receipt, finished on that of the outcome.
insert into case_count (book, unit, day, type, channel, measure, count)
select book, unit, day, type, channel, measure, cast(count(*) as bigint)
from (
  select book, received_unit as unit, received_on as day, type, channel, 'received' as measure
  from case_file where book = $1
  union all
  select book, received_unit, substr(received_on, 1, 7), type, channel, 'received'
  from case_file where book = $1
  union all
  select book, received_unit, finished_on, type, channel, case when state = 'stopped' then 'stopped' else verdict end
  from case_file where book = $1 and finished_on is not null
  union all
  select book, received_unit, substr(finished_on, 1, 7), type, channel,
    case when state = 'stopped' then 'stopped' else verdict end
  from case_file where book = $1 and finished_on is not null
) counted
group by book, unit, day, type, channel, measure
