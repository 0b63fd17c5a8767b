-- Incoming documents of the exchange on which tasks were accepted and none is open any more.
select distinct d.no
from document d join exchange_message m on m.book = d.book and m.document = d.no and m.direction = 'in' and m.kind = 'document'
where d.book = $1 and not exists (
  select 1 from exchange_message o where o.book = d.book and o.document = d.no and o.direction = 'out' and o.kind = 'status' and o.status = '06'
) and exists (select 1 from task t where t.book = d.book and t.document = d.no and t.state = 'accepted')
and not exists (select 1 from task t where t.book = d.book and t.document = d.no and t.open = 1)
order by d.no
