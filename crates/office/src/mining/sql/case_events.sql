-- Events of the cases of type $2 (empty: any) received from day $3 to day $4, numbered $5 to $6.
select e.case_no, e.at, e.known_at, e.kind, e.step, e.officer, e.unit
from case_file c join case_event e on e.book = c.book and e.case_no = c.no
where c.book = $1 and (cast($2 as text) = '' or c.type = $2) and c.received_on >= $3 and c.received_on <= $4
  and c.no >= $5 and c.no <= $6
order by e.case_no, e.no
