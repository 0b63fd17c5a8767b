-- What was in progress when a day began: received before it, less what was settled or stopped before it; whole months from
-- their own counts, the days of the begun month one by one.
select unit, type, cast(sum(case when measure = 'received' then count else -count end) as bigint) as total
from case_count
where book = $1 and ((length(day) = 7 and day < $3) or (length(day) = 10 and day > $3 and day < $2))
group by unit, type
