-- A task that was just assigned: held by its person, who has not confirmed receipt.
insert into task (
  book, no, parent, work, procedure, expected_result, power, wording, assigner, planned, urgency, document, source,
  lead_unit, person, head, assigned_by, assigned_at, time_limit, first_due_at, due_at, state, open, percent,
  holder, holder_unit, done_at, closed_at, closed_on, verdict, result, urged, next_rung_at, fact_no
) values (
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
  $14, $15, $16, $17, $18, $19, $20, $20, 'assigned', 1, 0,
  $15, $21, null, null, null, '', '', 0, $22, $23
)
