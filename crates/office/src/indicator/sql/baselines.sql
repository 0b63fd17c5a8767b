-- Baselines of every unit whose span holds day $2, as of journal position $3.
select t.no, t.unit, t.indicator, t.assigner, t.horizon, t.bound, t.value, t.typed, t.basis, t.fact_no, d.symbol, d.issuer
from target t join document d on d.book = t.book and d.no = t.basis
where t.book = $1 and t.starts_on <= $2 and t.ends_on >= $2 and t.fact_no <= $3
  and (t.ended_fact_no is null or t.ended_fact_no > $3) and t.horizon = 'year'
order by t.indicator, t.no
