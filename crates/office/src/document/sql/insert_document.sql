-- A document as it is registered; flow_no is its number in the register of its flow.
insert into document (
  book, no, kind, symbol, issued_on, issuer, subject, own, registered_by, registered_at, fact_no,
  flow, series, flow_year, flow_no, arrived_on, urgency, secrecy, authority, signer, signer_post, recipients, answer_due_on
) values (
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23
)
