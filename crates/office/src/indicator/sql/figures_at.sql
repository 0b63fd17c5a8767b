-- Figures of every indicator and unit at cut-off $2, as of journal position $3.
select f.no, f.indicator, f.unit, f.starts_on, f.cutoff_on, f.status, f.bound, f.value, f.typed, f.source, f.note,
       f.invented, f.entered_at, f.fact_no, coalesce(o.name, '') as entered_by_name, coalesce(d.symbol, '') as source_symbol
from figure f
left join officer o on o.book = f.book and o.no = f.entered_by
left join document d on d.book = f.book and d.no = f.source
where f.book = $1 and f.cutoff_on = $2 and f.fact_no <= $3
  and (f.replaced_fact_no is null or f.replaced_fact_no > $3)
order by f.indicator, f.unit, f.status, f.no
