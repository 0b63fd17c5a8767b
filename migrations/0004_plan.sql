-- The plan of the year: indicators, targets with their assigners, allocation, road-maps, programmes.

create table plan_year (
  book text not null,
  year bigint not null,
  theme text not null,
  fact_no bigint not null,
  primary key (book, year)
);

create table indicator (
  book text not null,
  code text not null,
  name text not null,
  measure text not null,
  direction text not null,       -- more, less, neutral
  over_units text not null,      -- sum, none
  over_time text not null,       -- cumulative, point, period
  scope text not null,
  part_of text,
  percent_cap text,
  formula_kind text,             -- ratio, sum, difference
  formula_a text,
  formula_b text,
  source text not null,          -- pack, office
  fact_no bigint not null,
  primary key (book, code)
);

-- A baseline or an allotted share: indicator, unit, assigner, span of days, value. Never changed; ended by a later fact.
create table target (
  book text not null,
  no bigint not null,
  indicator text not null,
  unit bigint not null,
  assigner text not null,
  horizon text not null,         -- year, term
  starts_on text not null,
  ends_on text not null,
  bound text not null,           -- eq, gt, ge, lt, le
  value text not null,           -- exact, in the base unit of the measure
  typed text not null,           -- as it was written
  basis bigint not null,         -- document
  allocation bigint,             -- the decision that allotted it, if any
  fact_no bigint not null,       -- in force from this fact …
  ended_fact_no bigint,          -- … until this one
  primary key (book, no)
);
create index target_by_indicator on target (book, indicator, unit);

create table allocation (
  book text not null,
  no bigint not null,
  year bigint not null,
  title text not null,
  amends bigint,                 -- the decision this one amends
  state text not null,           -- draft, signed
  document bigint,               -- the registered decision, once signed
  drafted_by bigint not null,
  drafted_at text not null,
  signed_by bigint,
  signed_at text,
  fact_no bigint not null,
  signed_fact_no bigint,
  primary key (book, no)
);

-- What is to be allotted: one row per indicator, with the part held back on purpose.
create table allocation_total (
  book text not null,
  allocation bigint not null,
  indicator text not null,
  target bigint not null,        -- the baseline being divided
  held text not null,            -- explicitly not allotted
  held_reason text not null,
  primary key (book, allocation, indicator)
);

create table allocation_line (
  book text not null,
  allocation bigint not null,
  indicator text not null,
  unit bigint not null,
  value text not null,
  typed text not null,
  basis bigint,                  -- document; a line without one cannot be signed
  primary key (book, allocation, indicator, unit)
);

create table receipt (
  book text not null,
  allocation bigint not null,
  unit bigint not null,
  confirmed_by bigint not null,
  confirmed_at text not null,
  fact_no bigint not null,
  primary key (book, allocation, unit)
);

create table road_map (
  book text not null,
  no bigint not null,
  target bigint not null,
  fact_no bigint not null,
  ended_fact_no bigint,
  primary key (book, no)
);

create table road_map_month (
  book text not null,
  road_map bigint not null,
  month bigint not null,
  value text not null,
  primary key (book, road_map, month)
);

create table programme (
  book text not null,
  no bigint not null,
  kind text not null,            -- CTr, KH …
  year bigint not null,
  title text not null,
  document bigint,               -- the registered document that is this programme, or that it rests on
  fact_no bigint not null,
  primary key (book, no)
);

-- An item with the six clears as fields: person, work, procedure, head, result, deadline.
create table programme_item (
  book text not null,
  programme bigint not null,
  no bigint not null,
  work text not null,
  unit bigint,
  person bigint,
  procedure text not null,
  head bigint,
  expected_result text not null,
  due_on text,
  basis bigint,
  state text not null,           -- draft, ready
  fact_no bigint not null,
  primary key (book, programme, no)
);
