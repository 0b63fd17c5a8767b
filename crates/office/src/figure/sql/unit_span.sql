-- Every unit of a book with its last name, its days, and the last name of the unit that succeeded it.
select u.no, u.established_on, u.abolished_on,
  (select v.name from unit_version v where v.book = u.book and v.unit = u.no order by v.effective_from desc limit 1) as name,
  (select h.name from unit_event e join unit_version h on h.book = e.book and h.unit = e.other_unit
   where e.book = u.book and e.unit = u.no and e.kind = 'succeeded-by'
   order by e.happened_on desc, e.no desc, h.effective_from desc limit 1) as successor
from unit u
where u.book = $1
