-- Open tasks of book $1 and those past their deadline at instant $2, by assigner, lead unit and holder; read from one index.
select t.assigner, t.lead_unit, t.holder, count(*) as open_tasks,
  cast(sum(case when t.due_at < $2 and (t.done_at is null or t.done_at > t.due_at) then 1 else 0 end) as bigint) as overdue
from task t
where t.book = $1 and t.open = 1
group by t.assigner, t.lead_unit, t.holder
