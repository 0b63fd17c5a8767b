-- Targets of indicator $2 and unit $3 that cover day $4, as the journal stood after fact $5.
t.indicator = $2 and t.unit = $3 and t.starts_on <= $4 and t.ends_on >= $4
and t.fact_no <= $5 and (t.ended_fact_no is null or t.ended_fact_no > $5)
