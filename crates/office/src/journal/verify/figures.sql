-- Figures in the order of their numbers, with how many claims each carries.
select f.no, f.indicator, f.unit, f.starts_on, f.cutoff_on, f.status, f.bound, f.value, f.typed, f.source, f.invented,
  f.entered_by, f.entered_at, f.fact_no, f.replaced_fact_no,
  (select cast(count(*) as bigint) from claim c where c.book = f.book and c.figure = f.no) as claims
from figure f
where f.book = $1 and f.no > $2
order by f.no limit $3
