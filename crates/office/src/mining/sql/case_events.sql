-- Events of the cases of type $2 (empty: any) from number $4 of day $3 to number $6 of day $5. A cross join keeps SQLite from
-- walking all events of the book: cases first, then the events of each.
select e.case_no, e.at, e.known_at, e.kind, e.step, e.officer, e.unit
from case_file c cross join case_event e
where c.book = $1 and (cast($2 as text) = '' or c.type = $2) and c.received_on >= $3 and c.received_on <= $5
  and (c.received_on > $3 or c.no >= $4) and (c.received_on < $5 or c.no <= $6)
  and e.book = c.book and e.case_no = c.no
order by c.received_on, c.no, e.no
