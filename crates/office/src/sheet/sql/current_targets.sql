-- Every target in force.
select t.indicator, t.unit, t.assigner, t.horizon, t.starts_on, t.ends_on, t.bound, t.value, t.typed, t.basis
from target t
where t.book = $1 and t.ended_fact_no is null
order by t.no
