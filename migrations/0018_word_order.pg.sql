-- Prefix search needs the order of bytes, whatever the collation of the database.
alter table document_word alter column word type text collate "C";
alter table task_word alter column word type text collate "C";
