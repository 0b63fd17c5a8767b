-- Source documents, what rests on what, and the numbering of outgoing documents.

create table document (
  book text not null,
  no bigint not null,
  kind text not null,            -- abbreviation of the document kind: NQ, QD, KH …
  symbol text not null,          -- number and symbol as printed: 123-NQ/ĐBHN
  issued_on text,
  issuer text not null,
  subject text not null,         -- trích yếu
  own bigint not null,           -- 1: issued by this office
  registered_by bigint not null,
  registered_at text not null,
  fact_no bigint not null,
  primary key (book, no)
);

create table document_link (
  book text not null,
  document bigint not null,      -- this one …
  basis bigint not null,         -- … rests on that one
  relation text not null,        -- basis, amends, replaces
  primary key (book, document, basis)
);

create table number_series (
  book text not null,
  year bigint not null,
  kind text not null,
  last bigint not null,
  primary key (book, year, kind)
);
