-- Cases of type $2 (empty: any) received from day $3 to day $4, after number $5 of that first day, at most $6 of them.
select c.no, c.code, c.type, c.channel, c.state, c.verdict, c.received_on
from case_file c
where c.book = $1 and (cast($2 as text) = '' or c.type = $2) and c.received_on >= $3 and c.received_on <= $4
  and (c.received_on > $3 or c.no > $5)
order by c.received_on, c.no
limit $6
