-- Open cases per holder, with those past their statutory limit.
select f.holder, f.holder_unit, count(*) as open_cases,
  cast(sum(case when f.due_at is not null and f.due_at < $2 then 1 else 0 end) as bigint) as overdue,
  (select o.name from officer o where o.book = $1 and o.no = f.holder) as name,
  (select v.name from unit_version v where v.book = $1 and v.unit = f.holder_unit order by v.effective_from desc limit 1) as unit_name
from case_file f
where f.book = $1 and f.open = 1
group by f.holder, f.holder_unit
order by open_cases desc, f.holder
