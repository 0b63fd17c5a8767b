-- Where the records behind a figure are listed, when it was counted from records and not typed.
create table figure_record (
  book text not null,
  figure bigint not null,
  path text not null,            -- below the book: /cases?counted=received&…
  primary key (book, figure)
);
