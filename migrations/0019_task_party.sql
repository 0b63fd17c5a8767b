-- Who takes part in a task: its units, the person, the head; with what lists ask of it, so that the list of an officer reads
-- the officer's own lines only.
create table task_party (
  book text not null,
  task bigint not null,
  party text not null,           -- unit/3, officer/17
  open bigint not null,
  due_at text not null,
  primary key (book, task, party)
);
create index task_party_by_party on task_party (book, party, open, due_at, task);

insert into task_party (book, task, party, open, due_at)
select t.book, t.no, 'unit/' || u.unit, t.open, t.due_at from task t join task_unit u on u.book = t.book and u.task = t.no
union select t.book, t.no, 'officer/' || t.person, t.open, t.due_at from task t
union select t.book, t.no, 'officer/' || t.head, t.open, t.due_at from task t;
