-- The text of an attached file, for search: read when a document asks for it; empty for pictures, scans and what cannot be read.
alter table attachment add column wording text;
