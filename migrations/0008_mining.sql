-- Process analysis: event logs brought in from elsewhere. Logs of the office's own cases are read from its records.

-- A log and the type of case it describes: what its events are called and what they carry.
create table mining_log (
  book text not null,
  no bigint not null,
  name text not null,
  file_name text not null,
  digest text not null,          -- SHA-256 of the file; the same file is read once
  imported_at text not null,
  traces bigint not null,        -- with an event
  events bigint not null,
  left_out text not null,        -- JSON: what could not be kept, counted by reason
  activities text not null,      -- JSON: names in alphabetical order
  attributes text not null,      -- JSON: type by key
  primary key (book, no)
);
create unique index mining_log_by_digest on mining_log (book, digest);

create table mining_event (
  book text not null,
  log bigint not null,
  trace bigint not null,
  no bigint not null,            -- in order of time
  case_name text not null,
  activity text not null,
  at text not null,
  resource text not null,
  unit text not null,
  lifecycle text not null,
  attributes text not null,      -- JSON: what else the event carries
  primary key (book, log, trace, no)
);
