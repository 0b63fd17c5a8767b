-- The newest file of each paper that a person handed in with earlier cases.
select p.case_no, c.code, p.paper, p.title, p.attachment
from person h
join case_file c on c.book = h.book and c.person = h.no
join case_paper p on p.book = c.book and p.case_no = c.no
where h.book = $1 and h.identity_no = $2 and p.attachment is not null
  and not exists (
    select 1 from case_paper q join case_file d on d.book = q.book and d.no = q.case_no
    where q.book = p.book and d.person = c.person and q.paper = p.paper and q.title = p.title
      and q.attachment is not null and q.case_no > p.case_no
  )
order by p.case_no desc, p.no
