-- Advice asked for a case, with the names of the units.
select l.no, l.unit, l.question, l.due_at, l.answered_at, l.answer,
  (select v.name from unit_version v where v.book = l.book and v.unit = l.unit order by v.effective_from desc limit 1) as unit_name
from case_leg l
where l.book = $1 and l.case_no = $2
order by l.no
