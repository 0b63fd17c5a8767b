-- Units over time, officers, posts, sign-in.

create table unit (
  book text not null,
  no bigint not null,
  established_on text not null,
  abolished_on text,             -- the first day on which it no longer existed
  fact_no bigint not null,
  primary key (book, no)
);

-- One row per span of days in which code, kind, name and parent held together.
create table unit_version (
  book text not null,
  unit bigint not null,
  effective_from text not null,
  effective_to text,             -- the first day on which it no longer held
  code text not null,
  kind text not null,            -- quan, phuong, xa, phong, don-vi, truong, thanh-pho
  name text not null,
  parent bigint,
  primary key (book, unit, effective_from)
);
create index unit_version_by_code on unit_version (book, code);

create table unit_event (
  book text not null,
  no bigint not null,
  unit bigint not null,
  kind text not null,            -- established, renamed, moved, abolished, succeeded-by
  happened_on text not null,
  other_unit bigint,
  basis bigint,                  -- document
  fact_no bigint not null,
  primary key (book, no)
);

create table officer (
  book text not null,
  no bigint not null,
  login text not null,
  name text not null,
  password_hash text,            -- Argon2id; null: cannot sign in by password
  effective_from text not null,
  effective_to text,
  fact_no bigint not null,
  primary key (book, no)
);
create unique index officer_by_login on officer (book, login);

create table post (
  book text not null,
  no bigint not null,
  officer bigint not null,
  unit bigint not null,
  title text not null,
  role text not null,
  effective_from text not null,
  effective_to text,
  fact_no bigint not null,
  primary key (book, no)
);
create index post_by_officer on post (book, officer);

create table session (
  book text not null,
  token_digest text not null,
  officer bigint not null,
  csrf text not null,
  created_at text not null,
  expires_at text not null,
  primary key (book, token_digest)
);

create table sign_in_attempt (
  book text not null,
  login text not null,
  failed bigint not null,
  last_at text not null,
  primary key (book, login)
);
