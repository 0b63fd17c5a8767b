-- Tasks of book $1 that were open at instant $2, with what held then; of assigner $3, or of all when it is empty.
select {columns},
  (select v.name from unit_version v where v.book = t.book and v.unit = t.lead_unit order by v.effective_from desc limit 1) as unit_name,
  p.name as person_name,
  o.name as holder_name,
  h.officer as was_holder,
  h.unit as was_holder_unit,
  (select x.asked_due_at from task_extension x where x.book = t.book and x.task = t.no and x.state = 'granted' and x.decided_at <= $2
   order by x.no desc limit 1) as was_due_at,
  (select g.percent from task_progress g where g.book = t.book and g.task = t.no and g.at <= $2 order by g.no desc limit 1) as was_percent,
  (select e.at from task_event e where e.book = t.book and e.task = t.no and e.at <= $2 and e.kind = 'task-submitted'
   order by e.no desc limit 1) as handed_in_at,
  (select e.kind from task_event e where e.book = t.book and e.task = t.no and e.at <= $2
   and e.kind in ('task-confirmed', 'task-submitted', 'task-given-back', 'task-result-confirmed') order by e.no desc limit 1) as last_kind,
  (select e.officer from task_event e where e.book = t.book and e.task = t.no and e.at <= $2
   and e.kind in ('task-confirmed', 'task-submitted', 'task-given-back', 'task-result-confirmed') order by e.no desc limit 1) as last_officer
from task t
left join officer p on p.book = t.book and p.no = t.person
left join task_holding h on h.book = t.book and h.task = t.no and h.from_at <= $2 and (h.to_at is null or h.to_at > $2)
left join officer o on o.book = h.book and o.no = h.officer
where t.book = $1 and t.assigned_at <= $2 and (t.closed_at is null or t.closed_at > $2) and ($3 = '' or t.assigner = $3)
