-- Open tasks of book $1 with an obstacle that is not resolved: the few obstacles lead, whatever the number of tasks.
select t.no, t.assigner, t.lead_unit, t.holder
from (select distinct o.task from task_obstacle o where o.book = $1 and o.state in ('open', 'handed-up')) s
cross join task t
where t.book = $1 and t.no = s.task and t.open = 1
