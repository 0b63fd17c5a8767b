-- Periods, figures as units entered them, what documents claim of them, the at-risk register, kept sums.

create table period (
  book text not null,
  no bigint not null,
  label text not null,           -- as it is written: 4 tháng đầu năm 2017
  starts_on text not null,
  ends_on text not null,
  cutoff_on text not null,
  state text not null,           -- open, closed
  fact_no bigint not null,
  closed_fact_no bigint,
  primary key (book, no)
);

-- Append-only: a correction is a later row that replaces an earlier one.
create table figure (
  book text not null,
  no bigint not null,
  indicator text not null,
  unit bigint not null,
  starts_on text not null,
  cutoff_on text not null,
  status text not null,          -- expected, actual
  bound text not null,
  value text not null,           -- exact, in the base unit of the measure
  typed text not null,           -- as it was written
  source bigint,                 -- document it was read from
  note text not null,
  invented bigint not null,      -- 1: made up for the demonstration
  entered_by bigint not null,
  entered_at text not null,
  fact_no bigint not null,
  replaced_fact_no bigint,       -- from this fact on a later row stands for it
  primary key (book, no)
);
create index figure_by_indicator on figure (book, indicator, cutoff_on, unit);

-- What the entering document itself says of a figure: "đạt 56 % dự toán thành phố và dự toán HĐND".
create table claim (
  book text not null,
  figure bigint not null,
  no bigint not null,
  base text not null,            -- baseline, same-period, previous-year
  assigners text not null,       -- codes joined by a comma, when the base is a baseline
  value text not null,           -- percent points
  decimals bigint not null,      -- as written
  growth bigint not null,        -- 1: tăng/giảm, 0: đạt/bằng
  typed text not null,
  primary key (book, figure, no)
);

create table risk (
  book text not null,
  no bigint not null,
  indicator text not null,
  unit bigint not null,
  cause text not null,
  solution text not null,
  owner bigint not null,         -- officer
  due_on text not null,
  state text not null,           -- open, closed
  outcome text not null,
  fact_no bigint not null,
  closed_fact_no bigint,
  primary key (book, no)
);

-- Derived: the sum of the units of an additive indicator at a cut-off, with how many units it rests on.
create table kept_sum (
  book text not null,
  indicator text not null,
  starts_on text not null,
  cutoff_on text not null,
  value text,
  units_with bigint not null,
  units_all bigint not null,
  units_expected bigint not null, -- units of which only an expected figure (ước) is known
  dirty bigint not null,
  primary key (book, indicator, starts_on, cutoff_on)
);

-- A spreadsheet that was previewed and waits for its commit; removed by the commit or after a day.
create table import_draft (
  book text not null,
  token text not null,
  subject text not null,         -- figures, targets, units, officers
  file_name text not null,
  rows_json text not null,
  made_by bigint not null,
  made_at text not null,
  primary key (book, token)
);
create index figure_by_cutoff on figure (book, cutoff_on, indicator);
