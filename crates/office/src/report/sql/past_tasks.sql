-- The tasks that grew out of the latest report before $2 that has any, with the deadline that held at $3.
select t.work, t.done_at, t.closed_at, t.percent,
  coalesce((select e.asked_due_at from task_extension e where e.book = t.book and e.task = t.no and e.state = 'granted'
    and e.decided_at <= $3 order by e.no desc limit 1), t.first_due_at) as due_then,
  (select v.name from unit_version v where v.book = t.book and v.unit = t.lead_unit order by v.effective_from desc limit 1) as unit_name
from task t
where t.book = $1 and t.state <> 'cancelled' and t.assigned_at <= $3
and t.source like 'report/' || (
  select max(r.no) from report r where r.book = $1 and r.no < $2 and r.state = 'signed'
  and exists (select 1 from task x where x.book = r.book and x.source like 'report/' || r.no || '/%')
) || '/%'
order by t.no
