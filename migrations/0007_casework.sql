-- Casework: published rules, people, case files with their clocks, holders, papers, legs, events and counts.

-- The frozen text of a published case type or calendar; a case keeps the version it was opened under.
create table rule_text (
  book text not null,
  kind text not null,            -- case-type, calendar
  code text not null,
  version bigint not null,
  text text not null,
  digest text not null,
  published_at text not null,
  fact_no bigint not null,
  primary key (book, kind, code, version)
);

-- Who files, and for whom: personal data, erased after its term; facts carry only a digest.
create table person (
  book text not null,
  no bigint not null,
  kind text not null,            -- citizen, business, organisation, agency
  name text not null,
  identity_no text not null,     -- 12 or 9 digits, tax code, or empty
  born_on text,
  sex text not null,             -- male, female, or empty
  address text not null,
  phone text not null,
  email text not null,
  primary key (book, no)
);
create index person_by_identity on person (book, identity_no);

create table case_file (
  book text not null,
  no bigint not null,
  code text not null,            -- the public number: H26.14-261123-0001
  secret text not null,          -- printed on the receipt; opens the tracking page
  type text not null,
  version bigint not null,
  limit_rule text not null,      -- which time limit of the case type holds
  channel text not null,         -- counter, online, post
  helped_unit bigint not null,   -- where the citizen was helped
  received_unit bigint not null, -- where the case was officially received; it is counted there
  authority_unit bigint not null,-- who has the authority
  person bigint not null,
  submitter bigint,              -- when somebody files for the person
  subject text not null,
  fields text not null,          -- JSON by field of the form
  state text not null,           -- business: in-progress, waiting, decided, handed-back, stopped
  money text not null,           -- none, due, paid
  delivery text not null,        -- counter, post, electronic
  exchange text not null,        -- none, pending, sent, failed
  open bigint not null,          -- 1 until decided or stopped
  step text not null,
  holder bigint not null,        -- exactly one officer
  holder_unit bigint not null,
  received_at text not null,
  received_on text not null,
  due_at text,                   -- statutory; empty while the clock is paused
  first_due_at text not null,
  promised_at text,              -- the new date of an apology
  finished_at text,
  finished_on text,
  outcome text not null,
  verdict text not null,         -- early, on-time, late, or empty
  handed_back_at text,
  next_rung_at text,             -- when the ladder speaks next
  fact_no bigint not null,
  primary key (book, no)
);
create index case_by_rung on case_file (book, next_rung_at);
create unique index case_by_code on case_file (book, code);
create index case_by_due on case_file (book, open, due_at);
create index case_by_holder on case_file (book, holder, open, due_at);
create index case_by_unit on case_file (book, holder_unit, open, due_at);
create index case_by_received on case_file (book, received_on, no);
create index case_by_finished on case_file (book, finished_on, no);
create index case_by_person on case_file (book, person);
-- Results that nobody fetched yet are few among all that were handed back.
create index case_to_hand_back on case_file (book, no) where state = 'decided';

-- Folded words of a case, for search without diacritics.
create table case_word (
  book text not null,
  word text not null,
  case_no bigint not null,
  primary key (book, word, case_no)
);

-- A clock is a budget; a corrected anchor or a moved case supersedes it, and the old one stays.
create table case_clock (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  kind text not null,            -- statutory, norm
  calendar text not null,
  calendar_version bigint not null,
  time_limit text not null,      -- 5 ngày làm việc
  same_day_until text not null,  -- 15:00, or empty
  restart bigint not null,       -- 1: a pause starts the budget anew
  started_at text not null,
  due_at text,
  original_due_at text not null,
  reason text not null,          -- why it took the place of the one before
  fact_no bigint not null,
  superseded_fact_no bigint,
  primary key (book, case_no, no)
);

create table case_pause (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  from_at text not null,         -- since when it held
  known_at text not null,        -- when it was entered
  to_at text,
  to_known_at text,
  reason text not null,          -- key of the pause in the case type
  note text not null,
  basis text not null,
  fact_no bigint not null,
  resumed_fact_no bigint,
  primary key (book, case_no, no)
);

create table case_extension (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  kind text not null,            -- extension, apology
  time_limit text not null,      -- what was added; empty for an apology
  before_due_at text not null,
  after_due_at text not null,
  at text not null,
  reason text not null,
  basis text not null,
  fact_no bigint not null,
  primary key (book, case_no, no)
);

-- Who held the case from when to when: no gap, no overlap.
create table holding (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  step text not null,
  unit bigint not null,
  officer bigint not null,
  given_by bigint not null,
  from_at text not null,
  to_at text,
  norm text not null,            -- the step's own norm: 4 giờ làm việc, or empty
  note text not null,
  fact_no bigint not null,
  primary key (book, case_no, no)
);
create index holding_by_officer on holding (book, officer, to_at);

-- Advice asked of another unit while the case goes on, with its own clock.
create table case_leg (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  unit bigint not null,
  question text not null,
  time_limit text not null,
  asked_at text not null,
  due_at text not null,
  answered_at text,
  answered_by bigint,
  answer text not null,
  fact_no bigint not null,
  answered_fact_no bigint,
  primary key (book, case_no, no)
);
create index case_leg_by_unit on case_leg (book, unit, answered_at, due_at);

create table case_paper (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  paper text not null,           -- id of the paper in the case type, or empty
  title text not null,
  copies bigint not null,
  origin text not null,          -- paper, scanned, reused, national
  reused_case bigint,
  attachment text,               -- digest of the file
  fact_no bigint not null,
  primary key (book, case_no, no)
);

-- A file by its digest, once per book.
create table attachment (
  book text not null,
  digest text not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  content text not null,         -- base64
  added_at text not null,
  primary key (book, digest)
);

create table case_fee (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  fee text not null,
  title text not null,
  amount_dong bigint not null,
  paid_at text,
  method text not null,          -- cash, transfer, online, or empty
  fact_no bigint not null,
  primary key (book, case_no, no)
);

-- What happened to a case, in order: the event log.
create table case_event (
  book text not null,
  case_no bigint not null,
  no bigint not null,
  at text not null,              -- when it happened
  known_at text not null,        -- when it was entered
  kind text not null,
  step text not null,            -- in which the case is after it
  officer bigint not null,
  unit bigint not null,
  note text not null,
  fact_no bigint not null,
  primary key (book, case_no, no)
);

create table case_rating (
  book text not null,
  case_no bigint not null,
  stars bigint not null,
  remark text not null,
  rated_at text not null,
  fact_no bigint not null,
  primary key (book, case_no)
);

-- A rung of the ladder fires once per clock.
create table case_rung (
  book text not null,
  case_no bigint not null,
  clock bigint not null,
  rung text not null,
  planned_at text not null,
  fired_at text not null,
  late bigint not null,
  told bigint not null,          -- officer
  primary key (book, case_no, clock, rung)
);

create table stand_in (
  book text not null,
  no bigint not null,
  officer bigint not null,
  deputy bigint not null,
  from_on text not null,
  to_on text not null,           -- last day
  reason text not null,
  fact_no bigint not null,
  primary key (book, no)
);

-- A citizen's filing before it is received: draft, submitted, received, refused.
create table filing (
  book text not null,
  no bigint not null,
  secret text not null,
  type text not null,
  version bigint not null,
  channel text not null,
  applicant text not null,       -- JSON: personal data until received
  fields text not null,          -- JSON
  attachments text not null,     -- JSON: digests by paper
  state text not null,
  made_at text not null,
  submitted_at text,
  answered_at text,
  answer text not null,
  case_no bigint,
  primary key (book, no)
);
create index filing_by_state on filing (book, state, submitted_at);

-- Kept counts by the day on which it happened (2026-11-20), and by month (2026-11) so that years are summed quickly;
-- `roviec rebuild` computes them again.
create table case_count (
  book text not null,
  unit bigint not null,
  day text not null,
  type text not null,
  channel text not null,
  measure text not null,         -- received, early, on-time, late, stopped
  count bigint not null,
  primary key (book, unit, day, type, channel, measure)
);

-- The last number given to a case of a unit on a day.
create table case_number (
  book text not null,
  unit bigint not null,
  day text not null,
  last bigint not null,
  primary key (book, unit, day)
);
