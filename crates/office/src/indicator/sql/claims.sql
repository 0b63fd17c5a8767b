-- What documents claim of the figures of unit $2 in the span $3 to $4, as of journal position $5.
select c.figure, c.base, c.assigners, c.value, c.decimals, c.growth, c.typed
from claim c join figure f on f.book = c.book and f.no = c.figure
where c.book = $1 and f.unit = $2 and f.cutoff_on >= $3 and f.cutoff_on <= $4 and f.fact_no <= $5
  and (f.replaced_fact_no is null or f.replaced_fact_no > $5)
order by c.figure, c.no
