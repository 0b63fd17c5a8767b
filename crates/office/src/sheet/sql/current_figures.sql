-- Every figure in force, in the order of entering.
select f.no, f.indicator, f.unit, f.starts_on, f.cutoff_on, f.status, f.bound, f.value, f.typed, f.source, f.note, f.invented
from figure f
where f.book = $1 and f.replaced_fact_no is null
order by f.no
