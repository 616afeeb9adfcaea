-- What people decided, and the chain of lines that says who saw and did what. Append only.

CREATE TABLE case_record (
  case_id UBIGINT NOT NULL,
  subject_kind VARCHAR NOT NULL,
  subject_key VARCHAR NOT NULL,
  opened_at TIMESTAMP NOT NULL
);

CREATE TABLE decision (
  decision_id UBIGINT NOT NULL,
  case_id UBIGINT NOT NULL,
  verdict VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  actor VARCHAR NOT NULL,
  score DOUBLE,
  decided_at TIMESTAMP NOT NULL
);

CREATE TABLE audit (
  line UBIGINT NOT NULL,
  happened_at TIMESTAMP NOT NULL,
  actor VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  details VARCHAR NOT NULL,
  previous_hash VARCHAR NOT NULL,
  hash VARCHAR NOT NULL
);
