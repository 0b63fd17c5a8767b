-- What documents say of the figures in force.
select c.figure, c.base, c.assigners, c.value, c.decimals, c.growth, c.typed
from claim c join figure f on f.book = c.book and f.no = c.figure
where c.book = $1 and f.replaced_fact_no is null
order by c.figure, c.no
