-- Every dated version of every unit, with the days on which it held.
select u.no, v.code, v.kind, v.name, v.parent, u.established_on, u.abolished_on, v.effective_from, v.effective_to
from unit u join unit_version v on v.book = u.book and v.unit = u.no
where u.book = $1
order by u.no, v.effective_from
