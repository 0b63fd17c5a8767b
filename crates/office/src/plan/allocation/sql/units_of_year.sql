-- Units that existed on some day from $2 to $3, each version that held within those days, latest last.
select u.no, v.kind, v.name, v.effective_from
from unit u join unit_version v on v.book = u.book and v.unit = u.no join book b on b.book = u.book
where u.book = $1 and u.no <> b.root_unit
  and u.established_on <= $3 and (u.abolished_on is null or u.abolished_on > $2)
  and v.effective_from <= $3 and (v.effective_to is null or v.effective_to > $2)
order by u.no, v.effective_from
