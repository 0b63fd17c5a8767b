-- Figures of unit $2 with a cut-off from $3 to $4, as of journal position $5.
select f.no, f.indicator, f.unit, f.starts_on, f.cutoff_on, f.status, f.bound, f.value, f.typed, f.source, f.note,
       f.invented, f.entered_at, f.fact_no, coalesce(o.name, '') as entered_by_name, coalesce(d.symbol, '') as source_symbol
from figure f
left join officer o on o.book = f.book and o.no = f.entered_by
left join document d on d.book = f.book and d.no = f.source
where f.book = $1 and f.unit = $2 and f.cutoff_on >= $3 and f.cutoff_on <= $4 and f.fact_no <= $5
  and (f.replaced_fact_no is null or f.replaced_fact_no > $5)
order by f.indicator, f.cutoff_on, f.status, f.no
