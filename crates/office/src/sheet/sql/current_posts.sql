-- Every post held on day $2, with its officer.
select o.login, o.name, p.title, p.role, p.unit, p.effective_from
from officer o join post p on p.book = o.book and p.officer = o.no
where o.book = $1 and o.effective_from <= $2 and (o.effective_to is null or o.effective_to > $2)
  and p.effective_from <= $2 and (p.effective_to is null or p.effective_to > $2)
order by o.no, p.no
