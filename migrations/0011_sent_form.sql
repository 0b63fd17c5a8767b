-- Forms that made something, by the random mark they carried: sent again, they lead to what they made.
create table sent_form (
  book text not null,
  once text not null,
  location text not null,
  sent_at text not null,
  primary key (book, once)
);
