-- What decision $2 divides, with the part held back.
select t.no, t.indicator, i.name, i.measure, i.over_units, t.assigner, t.horizon, t.starts_on, t.ends_on, t.bound, t.value, t.basis,
  t.ended_fact_no, a.held, a.held_reason
from allocation_total a
join target t on t.book = a.book and t.no = a.target
join indicator i on i.book = t.book and i.code = t.indicator
where a.book = $1 and a.allocation = $2
order by a.target
