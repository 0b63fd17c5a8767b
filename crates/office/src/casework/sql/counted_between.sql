-- Kept counts between two days by unit, type, channel and measure; and, as the measure `carried`, what was in progress when
-- the first day began: received before it, less what was settled or stopped before it, whole months from their own counts,
-- the days of the begun month one by one. Each part reads one stretch of the index of days.
select unit, type, channel, measure, cast(sum(count) as bigint) as total
from case_count where book = $1 and length(day) = 10 and day >= $2 and day <= $3
group by unit, type, channel, measure
union all
select unit, type, '', 'carried', cast(sum(case when measure = 'received' then count else -count end) as bigint)
from case_count where book = $1 and length(day) = 7 and day < $4
group by unit, type
union all
select unit, type, '', 'carried', cast(sum(case when measure = 'received' then count else -count end) as bigint)
from case_count where book = $1 and length(day) = 10 and day > $4 and day < $2
group by unit, type
