-- Figures with the name of their unit on the day of the cut-off and who entered them.
select f.no, f.indicator, f.unit, f.starts_on, f.cutoff_on, f.status, f.bound, f.value, f.typed, f.source, f.note, f.invented,
  f.entered_by, f.entered_at, f.fact_no, f.replaced_fact_no, coalesce(v.name, '') as unit_name, o.name as entered_by_name
from figure f
left join unit_version v on v.book = f.book and v.unit = f.unit and v.effective_from <= f.cutoff_on
  and (v.effective_to is null or v.effective_to > f.cutoff_on)
left join officer o on o.book = f.book and o.no = f.entered_by
where f.book = $1
