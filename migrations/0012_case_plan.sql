-- The planned instant of a case: a promise among colleagues, apart from the norm of the office and from the legal limit.
alter table case_file add column planned_at text;
