select r.no, r.name, r.title, r.day, r.unit, r.text, r.found, r.read_at,
  (select o.name from officer o where o.book = r.book and o.no = r.read_by) as read_by_name,
  (select count(*) from reading_proposal p where p.book = r.book and p.reading = r.no) as proposed,
  (select count(*) from reading_proposal p where p.book = r.book and p.reading = r.no and p.state = 'open') as open_proposals
from reading r
where r.book = $1 and r.no = $2
