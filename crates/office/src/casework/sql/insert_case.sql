-- A case that was just received: in progress, held by the officer who received it.
insert into case_file (
  book, no, code, secret, type, version, limit_rule, channel, helped_unit, received_unit, authority_unit, person, submitter,
  subject, fields, state, money, delivery, exchange, open, step, holder, holder_unit, received_at, received_on, due_at,
  first_due_at, promised_at, finished_at, finished_on, outcome, verdict, handed_back_at, next_rung_at, fact_no
) values (
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
  $14, $15, 'in-progress', $16, $17, 'none', 1, $18, $19, $10, $20, $21, $22,
  $22, null, null, null, '', '', null, $24, $23
)
