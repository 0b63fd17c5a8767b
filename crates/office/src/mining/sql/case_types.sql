-- Types of the cases of a book, with how many cases each has.
select type, count(*) as cases from case_file where book = $1 group by type order by type
