-- The people of one identity number, newest first, from the index alone: without statistics of the tables a planner would
-- rather read every person of the book backwards.
drop index person_by_identity;
create index person_by_identity on person (book, identity_no, no);
