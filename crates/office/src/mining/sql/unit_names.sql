-- Names of every unit, by the first day.
select unit, name, effective_from from unit_version where book = $1 order by unit, effective_from
