-- What was in progress when a day began: received before it, less what was settled or stopped before it.
select unit, type, cast(sum(case when measure = 'received' then count else -count end) as bigint) as total
from case_count where book = $1 and day < $2
group by unit, type
