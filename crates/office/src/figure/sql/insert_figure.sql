-- A figure; no later row stands for it yet.
insert into figure (book, no, indicator, unit, starts_on, cutoff_on, status, bound, value, typed, source, note, invented,
  entered_by, entered_at, fact_no, replaced_fact_no)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, null)
