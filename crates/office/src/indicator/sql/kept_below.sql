-- Kept sums of the offices below book $1, at the last cut-off of each indicator, counted from the earliest start.
select b.book, b.name as office, i.code as indicator, i.name, i.measure, k.starts_on, k.cutoff_on, k.value, k.units_with, k.units_all,
       k.units_expected, k.dirty
from kept_sum k
join book b on b.book = k.book
join indicator i on i.book = k.book and i.code = k.indicator
where b.superior = $1 and i.over_units = 'sum' and k.units_with > 0
  and k.cutoff_on = (select max(l.cutoff_on) from kept_sum l
                     where l.book = k.book and l.indicator = k.indicator and l.units_with > 0)
  and k.starts_on = (select min(l.starts_on) from kept_sum l
                     where l.book = k.book and l.indicator = k.indicator and l.cutoff_on = k.cutoff_on and l.units_with > 0)
order by b.name, i.name
