-- Reports of a book for its list, without the frozen texts.
select r.no, r.label, r.state, r.signed_at, coalesce(a.name, '') as drafted_by_name, coalesce(s.name, '') as signed_by_name,
    coalesce(d.symbol, '') as symbol, p.published_at
from report r
left join officer a on a.book = r.book and a.no = r.drafted_by
left join officer s on s.book = r.book and s.no = r.signed_by
left join document d on d.book = r.book and d.no = r.document
left join publication p on p.book = r.book and p.report = r.no
where r.book = $1
order by r.no desc
