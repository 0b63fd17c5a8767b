-- What rests on document $2, with the address of each below the book.
select 'Văn bản' as thing, d.symbol as name, '' as day, 'documents/' || d.no as path, 1 as rank, d.no as no
from document_link l join document d on d.book = l.book and d.no = l.document
where l.book = $1 and l.basis = $2
union all
select 'Chỉ tiêu, dự toán', i.name, '', 'targets/' || t.no, 2, t.no
from target t join indicator i on i.book = t.book and i.code = t.indicator
where t.book = $1 and t.basis = $2 and t.allocation is null
union all
select distinct 'Quyết định giao', a.title, '', 'allocations/' || a.no, 3, a.no
from allocation a left join allocation_line n on n.book = a.book and n.allocation = a.no
where a.book = $1 and (a.document = $2 or n.basis = $2)
union all
select 'Chương trình, kế hoạch', p.title, '', 'programmes/' || p.no, 4, p.no
from programme p
where p.book = $1 and p.document = $2
union all
select 'Nhiệm vụ', t.work, '', 'tasks/' || t.no, 5, t.no
from task t
where t.book = $1 and t.document = $2
union all
select 'Thủ tục', c.code, '', 'procedures/' || c.code, 6, 0
from rule_text c join document d on d.book = c.book and d.no = $2
where c.book = $1 and c.kind = 'case-type' and d.symbol <> '' and c.text like '%' || d.symbol || '%'
union all
select 'Số liệu', i.name, f.cutoff_on, 'figures/' || f.no, 7, f.no
from figure f join indicator i on i.book = f.book and i.code = f.indicator
where f.book = $1 and f.source = $2
order by rank, no
