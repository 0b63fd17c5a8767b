-- Kept counts between two days by unit, type, channel and measure.
select unit, type, channel, measure, cast(sum(count) as bigint) as total
from case_count where book = $1 and day >= $2 and day <= $3 and length(day) = 10
group by unit, type, channel, measure
