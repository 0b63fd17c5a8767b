-- Prefix search needs the order of bytes, whatever the collation of the database.
alter table case_word alter column word type text collate "C";
