-- The months of the road-map of target $2 that was in force after fact $3.
select m.month, m.value
from road_map r
join road_map_month m on m.book = r.book and m.road_map = r.no
where r.book = $1 and r.target = $2
and r.fact_no <= $3 and (r.ended_fact_no is null or r.ended_fact_no > $3)
order by m.month
