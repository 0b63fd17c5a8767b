-- Months of the road-maps as of journal position $2, for targets in force.
select r.target, m.month, m.value
from road_map r join road_map_month m on m.book = r.book and m.road_map = r.no
where r.book = $1 and r.fact_no <= $2 and (r.ended_fact_no is null or r.ended_fact_no > $2)
order by r.target, m.month
