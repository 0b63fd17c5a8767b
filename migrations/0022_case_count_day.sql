-- Kept counts by day and by month stand apart, so that a period reads its own stretch and not every count of the book.
create index case_count_by_day on case_count (book, length(day), day);
