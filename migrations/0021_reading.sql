-- Old reports that were read: their text for ever, and what the reader proposed with what a person did with it.

create table reading (
  book text not null,
  no bigint not null,
  name text not null,            -- of the file, or empty for pasted text
  title text not null,
  day text,                      -- of the report
  unit bigint,                   -- for which it speaks
  text text not null,            -- NFC; spans count its characters
  found text not null,           -- JSON: tasks, projects, documents, people, doubts
  read_by bigint not null,
  read_at text not null,
  fact_no bigint not null,
  primary key (book, no)
);

create table reading_proposal (
  book text not null,
  reading bigint not null,
  no bigint not null,
  span_from bigint not null,     -- the sentence, in characters
  span_to bigint not null,
  number_from bigint not null,   -- the number itself
  number_to bigint not null,
  wording text not null,         -- what it is about, as the report says
  indicator text not null,       -- code in the catalogue, or empty
  measure text not null,
  typed text not null,           -- the number as written
  unit_name text not null,
  starts_on text,
  cutoff_on text,
  status text not null,          -- expected, actual, or empty for a plan or target
  claim_share text not null,     -- stated percentage of the plan, as written
  claim_growth text not null,
  claim_base text not null,      -- same-period, previous-year, or empty
  confidence bigint not null,    -- of a hundred
  state text not null,           -- open, accepted, rejected
  figure bigint,
  reason text not null,
  decided_by bigint,
  decided_at text,
  primary key (book, reading, no)
);
create index reading_proposal_by_state on reading_proposal (book, state, reading);
