-- Codes of the indicators that have a target in force on a day.
select distinct t.indicator
from target t
where t.book = $1 and t.starts_on <= $2 and t.ends_on >= $2 and t.ended_fact_no is null
order by t.indicator
