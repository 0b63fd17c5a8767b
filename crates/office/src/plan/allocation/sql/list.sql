-- Every decision with how many units it concerns and how many of them confirmed receipt.
select a.no, a.year, a.title, a.amends, a.state, a.document, a.drafted_at, a.signed_by, a.signed_at, a.fact_no, a.signed_fact_no,
  coalesce(d.symbol, '') as symbol,
  (select cast(count(distinct l.unit) as bigint) from allocation_line l where l.book = a.book and l.allocation = a.no) as units,
  (select cast(count(*) as bigint) from receipt r where r.book = a.book and r.allocation = a.no) as confirmed
from allocation a left join document d on d.book = a.book and d.no = a.document
where a.book = $1
order by a.year desc, a.no desc
