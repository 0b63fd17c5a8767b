-- Meetings: who took part, what was proposed upward, what was concluded and who follows it; and the working week of the leadership.

create table meeting (
  book text not null,
  no bigint not null,
  kind text not null,            -- working-session, briefing, conference
  title text not null,
  starts_at text not null,
  ends_at text,
  place text not null,
  chair text not null,           -- as it is printed; the chair may come from a superior body
  report bigint,                 -- the report on which it rests
  participants text not null,    -- one a line: name, post or body
  agenda text not null,          -- one a line
  minutes text not null,
  state text not null,           -- planned, closed
  closed_at text,
  notice bigint,                 -- the notice of conclusion, a document
  fact_no bigint not null,
  primary key (book, no)
);
create index meeting_by_start on meeting (book, starts_at, no);

create table meeting_proposal (
  book text not null,
  meeting bigint not null,
  no bigint not null,
  body text not null,            -- what is proposed
  addressed text not null,       -- to which department
  state text not null,           -- pending, agreed, promised, option, refused
  answer text not null,
  answered_at text,
  promised_on text,
  option_text text not null,
  option_at text,
  fact_no bigint not null,
  primary key (book, meeting, no)
);
create index meeting_proposal_by_state on meeting_proposal (book, state);

-- A conclusion or request: exactly one responsible side, a unit of this office or a body outside.
create table meeting_item (
  book text not null,
  meeting bigint not null,
  no bigint not null,
  kind text not null,            -- conclusion, request
  body text not null,
  said_by text not null,
  unit bigint,                   -- responsible unit of this office …
  outside text not null,         -- … or a body outside; exactly one of the two once the minutes are closed
  due_on text,
  done_at text,
  followed_at text,
  followed_note text not null,
  fact_no bigint not null,
  primary key (book, meeting, no)
);

create table meeting_follow (
  book text not null,
  meeting bigint not null,
  item bigint not null,
  no bigint not null,
  at text not null,
  officer bigint not null,
  note text not null,
  fact_no bigint not null,
  primary key (book, meeting, item, no)
);

create table meeting_news (
  book text not null,
  meeting bigint not null,
  title text not null,
  body text not null,
  author text not null,
  published_at text not null,    -- the stamp; the event has its own time
  fact_no bigint not null,
  primary key (book, meeting)
);

create table appointment (
  book text not null,
  no bigint not null,
  starts_at text not null,
  ends_at text not null,
  title text not null,
  place text not null,
  chaired_by bigint not null,    -- the leader
  attended text not null,        -- who takes part, as printed
  prepared_by bigint,            -- unit
  meeting bigint,
  cancelled bigint not null,
  fact_no bigint not null,
  primary key (book, no)
);
create index appointment_by_start on appointment (book, starts_at, no);
create index appointment_by_leader on appointment (book, chaired_by, starts_at);
