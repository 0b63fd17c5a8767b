-- Publications before the one named by time $1, book $2 and report $3, newest first; all of them when $1 is empty.
select p.book, b.name, p.report, p.title, p.author, p.event_at, p.published_at
from publication p
join book b on b.book = p.book
where cast($1 as text) = '' or p.published_at < $1
    or (p.published_at = $1 and (p.book < $2 or (p.book = $2 and p.report < $3)))
order by p.published_at desc, p.book desc, p.report desc
limit 51
