insert into task_party (book, task, party, open, due_at)
select t.book, t.no, 'unit/' || u.unit, t.open, t.due_at from task t join task_unit u on u.book = t.book and u.task = t.no
where t.book = $1 and t.no = $2
union select t.book, t.no, 'officer/' || t.person, t.open, t.due_at from task t where t.book = $1 and t.no = $2
union select t.book, t.no, 'officer/' || t.head, t.open, t.due_at from task t where t.book = $1 and t.no = $2
