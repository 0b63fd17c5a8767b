-- A target with what its indicator says of measure and adding up; conditions follow.
select t.no, t.indicator, i.name, i.measure, i.over_units, t.assigner, t.horizon, t.starts_on, t.ends_on, t.bound, t.value, t.basis,
  t.ended_fact_no
from target t join indicator i on i.book = t.book and i.code = t.indicator
