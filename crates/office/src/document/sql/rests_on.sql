-- Whether document $2 leads to document $3 over links of any relation.
with recursive reached(no) as (
  select l.basis from document_link l where l.book = $1 and l.document = $2
  union
  select l.basis from document_link l join reached r on l.document = r.no where l.book = $1
)
select no from reached where no = $3
