-- Messages to and from other offices in edXML (QCVN 102:2016/BTTTT): the outbox, the inbox, and what became of each.

create table exchange_message (
  book text not null,
  no bigint not null,
  direction text not null,       -- out, in
  kind text not null,            -- document, status
  document bigint,               -- of this office's register
  peer text not null,            -- identifier of the other office, several joined by a comma
  status text not null,          -- code of a status message, or business of a document: new, recall, update, replace
  message_key text not null,     -- the same message twice has the same key
  body text not null,            -- edXML as sent or as it came
  state text not null,           -- out: waiting, sent, refused; in: taken, asked, answered
  tries bigint not null,
  next_at text,                  -- when a waiting one is tried again
  at text not null,
  sent_at text,
  hub_id text not null,          -- how the hub calls it
  note text not null,
  fact_no bigint not null,
  primary key (book, no)
);
create unique index exchange_message_by_key on exchange_message (book, direction, message_key);
create index exchange_message_waiting on exchange_message (book, state, next_at);
create index exchange_message_by_document on exchange_message (book, document);
