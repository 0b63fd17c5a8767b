-- The documents around document $2 over any number of steps: above are those it rests on, below those that rest on it.
with recursive above(no, depth) as (
  select l.basis, 1 from document_link l where l.book = $1 and l.document = $2
  union
  select l.basis, a.depth + 1 from document_link l join above a on l.document = a.no where l.book = $1 and a.depth < 20
), below(no, depth) as (
  select l.document, 1 from document_link l where l.book = $1 and l.basis = $2
  union
  select l.document, b.depth + 1 from document_link l join below b on l.basis = b.no where l.book = $1 and b.depth < 20
)
select 'above' as side, x.no as no, min(x.depth) as depth, d.symbol, d.subject, d.issuer
from above x join document d on d.book = $1 and d.no = x.no group by x.no, d.symbol, d.subject, d.issuer
union all
select 'below', x.no as no, min(x.depth) as depth, d.symbol, d.subject, d.issuer
from below x join document d on d.book = $1 and d.no = x.no group by x.no, d.symbol, d.subject, d.issuer
order by side, depth, no
