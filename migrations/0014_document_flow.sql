-- Registers of incoming and outgoing documents (Nghị định 30/2020/NĐ-CP, Phụ lục IV), their files, search, and relations.

alter table document add column flow text not null default 'other';        -- in, out, other
alter table document add column series text not null default '';           -- kind of an outgoing series; den for incoming
alter table document add column flow_year bigint;
alter table document add column flow_no bigint;                            -- số đến, số đi
alter table document add column arrived_on text;
alter table document add column urgency bigint not null default 0;         -- 0 thường to 4 hỏa tốc hẹn giờ
alter table document add column secrecy text not null default '';
alter table document add column authority text not null default '';        -- TM, KT, TL, TUQ, Q, or empty
alter table document add column signer text not null default '';
alter table document add column signer_post text not null default '';
alter table document add column recipients text not null default '';       -- one a line
alter table document add column answer_due_on text;
alter table document add column handed_unit bigint;
alter table document add column handed_officer bigint;
alter table document add column handed_at text;
alter table document_link add column since_on text;

create unique index document_by_flow on document (book, flow, flow_year, series, flow_no) where flow_no is not null;
create index document_by_symbol on document (book, symbol);
create index document_by_day on document (book, flow, issued_on, no);
create index document_link_by_basis on document_link (book, basis);

create table document_file (
  book text not null,
  document bigint not null,
  no bigint not null,
  attachment text not null,      -- digest
  file_name text not null,
  added_at text not null,
  fact_no bigint not null,
  primary key (book, document, no)
);

-- Folded words of a document and of the text in its files, for search without diacritics.
create table document_word (
  book text not null,
  word text not null,
  document bigint not null,
  primary key (book, word, document)
);

-- Identifier among all offices of a document that came over the exchange.
alter table document add column exchange_id text not null default '';
create index document_by_exchange on document (book, exchange_id);
