-- Documents that unit $2 may open: what its targets, its lines of signed decisions and its figures rest on, the decisions
-- with its lines themselves, and what those rest on.
select t.basis as no
from target t
where t.book = $1 and t.unit = $2
union
select f.source
from figure f
where f.book = $1 and f.unit = $2 and f.source is not null
union
select n.basis
from allocation_line n join allocation a on a.book = n.book and a.no = n.allocation
where n.book = $1 and n.unit = $2 and a.state = 'signed' and n.basis is not null
union
select a.document
from allocation_line n join allocation a on a.book = n.book and a.no = n.allocation
where n.book = $1 and n.unit = $2 and a.document is not null
union
select l.basis
from allocation_line n join allocation a on a.book = n.book and a.no = n.allocation
join document_link l on l.book = a.book and l.document = a.document
where n.book = $1 and n.unit = $2 and l.relation = 'basis'
union
select t.document
from task t join task_unit u on u.book = t.book and u.task = t.no
where t.book = $1 and u.unit = $2 and t.document is not null
union
select d.no
from document d
where d.book = $1 and d.handed_unit = $2
