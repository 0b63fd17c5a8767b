-- Events of imported log $2 in the traces numbered $3 to $4.
select trace, case_name, activity, at, resource, unit, lifecycle, attributes
from mining_event
where book = $1 and log = $2 and trace >= $3 and trace <= $4
order by trace, no
