select r.no, r.name, r.title, r.day, r.unit, '' as text, '{}' as found, r.read_at, o.name as read_by_name,
  count(p.no) as proposed, cast(coalesce(sum(case when p.state = 'open' then 1 else 0 end), 0) as bigint) as open_proposals
from reading r
left join officer o on o.book = r.book and o.no = r.read_by
left join reading_proposal p on p.book = r.book and p.reading = r.no
where r.book = $1
group by r.no, r.name, r.title, r.day, r.unit, r.read_at, o.name
order by r.no desc
