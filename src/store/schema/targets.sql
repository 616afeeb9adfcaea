-- Scores, the weights they were made with, and what was chosen for inspection.

CREATE TABLE score (
  subject_id UBIGINT NOT NULL,
  scored_at TIMESTAMP,
  score DOUBLE,
  model_id UBIGINT,
  features FLOAT[]
);

CREATE TABLE model (
  model_id UBIGINT NOT NULL,
  known_at TIMESTAMP,
  features VARCHAR,
  weights FLOAT[],
  bias DOUBLE,
  base_rate DOUBLE,
  outcomes UBIGINT NOT NULL,
  concentrations FLOAT[]
);

CREATE TABLE target (
  target_id UBIGINT NOT NULL,
  ranking_id UBIGINT,
  rank INTEGER NOT NULL,
  subject_kind VARCHAR,
  subject_key VARCHAR,
  score DOUBLE,
  chosen_by VARCHAR,
  propensity DOUBLE,
  as_of TIMESTAMP
);
