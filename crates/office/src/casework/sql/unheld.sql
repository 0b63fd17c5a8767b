-- Open cases, by unit, whose holder holds no post on a day: nobody is responsible for them.
select f.holder_unit as unit, count(*) as cases from case_file f
where f.book = $1 and f.open = 1 and f.holder not in (
  select p.officer from post p
  where p.book = $1 and p.effective_from <= $2 and (p.effective_to is null or p.effective_to > $2)
)
group by f.holder_unit
