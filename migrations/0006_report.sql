-- Reports: drafts, the frozen text once signed, and what was published of it.

create table report (
  book text not null,
  no bigint not null,
  outline text not null,
  period bigint not null,
  label text not null,           -- the period as the title says it
  texts text not null,           -- JSON: narratives by key, next tasks, recipients, addressees
  state text not null,           -- draft, signed
  drafted_by bigint not null,
  drafted_at text not null,
  fact_no bigint not null,
  document bigint,               -- the registered document, once signed
  signed_by bigint,
  signed_at text,
  position bigint,               -- the last fact the report rests on
  signed_fact_no bigint,
  frozen text,                   -- JSON: the document and the explanation of every figure
  hash text,                     -- SHA-256 of frozen
  primary key (book, no)
);

-- Figures of a signed report by code, for the code printed in the document.
create table report_figure (
  book text not null,
  report bigint not null,
  code text not null,
  formula text not null,
  printed text not null,
  value text,
  primary key (book, report, code)
);

create table publication (
  book text not null,
  report bigint not null,
  author text not null,
  event_at text not null,
  published_by bigint not null,
  published_at text not null,
  sections text not null,        -- JSON: keys of the published sections
  title text not null,
  fact_no bigint not null,
  primary key (book, report)
);
