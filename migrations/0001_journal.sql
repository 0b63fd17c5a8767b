-- Books and their journals. A book is one unit's record; every primary key begins with it.

create table book (
  book text not null primary key,
  name text not null,
  superior text,                 -- the book that looks down on this one
  root_unit bigint not null,     -- the unit that keeps this book
  salt text not null,            -- for digests of personal data in facts
  facts bigint not null,         -- the number of the last fact
  head text not null             -- the hash of the last fact
);

create table fact (
  book text not null,
  no bigint not null,
  at text not null,
  actor bigint not null,         -- officer number; 0 is the operator's command line
  kind text not null,
  subject text not null,
  pack text not null,
  payload text not null,
  before_hash text not null,
  hash text not null,
  primary key (book, no)
);
create index fact_by_subject on fact (book, subject, no);
