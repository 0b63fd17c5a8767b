-- Posts of every officer, by the first day.
select officer, title, effective_from from post where book = $1 order by officer, effective_from, no
