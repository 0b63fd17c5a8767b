insert into reading_proposal (
  book, reading, no, span_from, span_to, number_from, number_to, wording, indicator, measure, typed, unit_name, starts_on, cutoff_on,
  status, claim_share, claim_growth, claim_base, confidence, state, figure, reason, decided_by, decided_at
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'open', null, '', null, null)
