-- The next holding of a case, begun at the instant at which the one before ended, under the fact that is about to follow.
insert into holding (
  book, case_no, no, step, unit, officer, given_by, from_at, to_at, norm, note, fact_no
)
select $1, $2, coalesce(max(no), 0) + 1, $3, cast($4 as bigint), cast($5 as bigint), cast($6 as bigint), $7, null, $8, $9,
  (select facts + 1 from book where book = $1)
from holding where book = $1 and case_no = $2
