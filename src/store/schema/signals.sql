-- Published patterns that hold, with the rows they rest on.

CREATE TABLE signal (
  signal_id UBIGINT NOT NULL,
  typology VARCHAR,
  subject_kind VARCHAR,
  subject_id UBIGINT,
  strength FLOAT,
  says VARCHAR,
  known_at TIMESTAMP
);

CREATE TABLE evidence (
  signal_id UBIGINT NOT NULL,
  position INTEGER NOT NULL,
  row_table VARCHAR,
  row_id UBIGINT
);
