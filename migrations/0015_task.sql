-- Tasks: one named person, one holder at any instant, a deadline on the working calendar, and everything that happened.

create table task (
  book text not null,
  no bigint not null,
  parent bigint,
  work text not null,            -- rõ việc
  procedure text not null,       -- rõ quy trình
  expected_result text not null, -- rõ kết quả, sản phẩm
  power text not null,           -- rõ thẩm quyền, where the wording asks for it
  wording text not null,         -- key of the wording of the clears
  assigner text not null,        -- key of the body from which it comes
  planned bigint not null,       -- 1: planned; 0: unexpected (đột xuất)
  urgency bigint not null,       -- 0 thường to 4
  document bigint,               -- the document on which it rests
  source text not null,          -- meeting/3/5, programme/2/1, report/4/2, series/1, or empty
  lead_unit bigint not null,
  person bigint not null,        -- rõ người
  head bigint not null,          -- rõ trách nhiệm
  assigned_by bigint not null,
  assigned_at text not null,
  time_limit text not null,      -- 5 ngày làm việc; empty for a deadline set as a day
  first_due_at text not null,    -- never changes
  due_at text not null,
  state text not null,           -- assigned, doing, submitted, confirmed, accepted, cancelled
  open bigint not null,
  percent bigint not null,
  holder bigint not null,        -- exactly one officer while open
  holder_unit bigint not null,
  done_at text,                  -- when the result that counts was handed in
  closed_at text,
  closed_on text,
  verdict text not null,         -- on-time, late, or empty
  result text not null,
  urged bigint not null,
  next_rung_at text,
  fact_no bigint not null,
  primary key (book, no)
);
-- What is late and the backlog are counted within these indexes, without opening the rows.
create index task_by_due on task (book, open, due_at, no, done_at);
create index task_by_owner on task (book, open, assigner, lead_unit, holder, due_at, done_at);
create index task_by_holder on task (book, holder, open, due_at, no);
create index task_by_person on task (book, person, open, due_at);
create index task_by_head on task (book, head, open, due_at);
create index task_by_unit on task (book, lead_unit, open, due_at, no);
create index task_by_giver on task (book, assigned_by, open, due_at, no);
create index task_by_state on task (book, state, due_at, no);
create index task_by_closed on task (book, closed_on, no);
create index task_by_rung on task (book, next_rung_at);
create index task_by_document on task (book, document);
create index task_by_source on task (book, source);
create index task_by_parent on task (book, parent);

-- Folded words of a task, for search without diacritics.
create table task_word (
  book text not null,
  task bigint not null,
  word text not null,
  primary key (book, task, word)
);
create index task_word_by_word on task_word (book, word, task);

-- Lead and co-operating units, and when each confirmed that it has the task.
create table task_unit (
  book text not null,
  task bigint not null,
  unit bigint not null,
  part text not null,            -- lead, with
  confirmed_at text,
  confirmed_by bigint,
  fact_no bigint,
  primary key (book, task, unit)
);
create index task_unit_by_unit on task_unit (book, unit, task);

-- Who held the task from when to when: no gap, no overlap.
create table task_holding (
  book text not null,
  task bigint not null,
  no bigint not null,
  unit bigint not null,
  officer bigint not null,
  given_by bigint not null,
  from_at text not null,
  to_at text,
  note text not null,
  primary key (book, task, no)
);

create table task_progress (
  book text not null,
  task bigint not null,
  no bigint not null,
  at text not null,
  officer bigint not null,
  percent bigint not null,
  note text not null,
  attachment text,               -- digest
  file_name text not null,
  document bigint,
  fact_no bigint not null,
  primary key (book, task, no)
);

create table task_obstacle (
  book text not null,
  task bigint not null,
  no bigint not null,
  raised_at text not null,
  raised_by bigint not null,
  note text not null,
  competent text not null,       -- the body that can remove it
  state text not null,           -- open, handed-up, resolved
  handed_up_at text,
  handed_up_to text not null,
  resolved_at text,
  answer text not null,
  fact_no bigint not null,
  primary key (book, task, no)
);
create index task_obstacle_by_state on task_obstacle (book, state, task);

create table task_extension (
  book text not null,
  task bigint not null,
  no bigint not null,
  asked_at text not null,
  asked_by bigint not null,
  asked_due_at text not null,
  reason text not null,
  before_due_at text not null,
  state text not null,           -- asked, granted, refused
  decided_at text,
  decided_by bigint,
  note text not null,
  fact_no bigint not null,
  primary key (book, task, no)
);

create table task_event (
  book text not null,
  task bigint not null,
  no bigint not null,
  at text not null,
  kind text not null,
  officer bigint not null,
  note text not null,
  fact_no bigint not null,
  primary key (book, task, no)
);

create table task_rung (
  book text not null,
  task bigint not null,
  due_at text not null,          -- for which deadline it spoke
  rung text not null,
  planned_at text not null,
  fired_at text not null,
  late bigint not null,
  told bigint not null,
  primary key (book, task, due_at, rung)
);
create index task_rung_by_told on task_rung (book, told, fired_at);

-- A task that comes back: every week, month or quarter a new one is assigned.
create table task_series (
  book text not null,
  no bigint not null,
  every text not null,           -- week, month, quarter
  time_limit text not null,      -- deadline of each task from the day it is assigned
  template text not null,        -- JSON of the task
  set_by bigint not null,
  next_on text,                  -- empty when it ended
  until_on text,
  fact_no bigint not null,
  primary key (book, no)
);
create index task_series_by_next on task_series (book, next_on);

-- The secret part of the address of a person's calendar feed.
create table calendar_feed (
  book text not null,
  officer bigint not null,
  token text not null,
  made_at text not null,
  primary key (book, officer)
);
create unique index calendar_feed_by_token on calendar_feed (book, token);
