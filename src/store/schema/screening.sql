-- Who is listed, and who holds the papers that the goods take.

CREATE TABLE hit (
  hit_id UBIGINT NOT NULL,
  subject_kind VARCHAR,
  subject_id UBIGINT,
  list_entry_id UBIGINT,
  list VARCHAR,
  entry_id VARCHAR,
  matched_by VARCHAR,
  matched_value VARCHAR,
  why VARCHAR,
  similarity DOUBLE,
  mention_id UBIGINT,
  valid_from TIMESTAMP,
  valid_to TIMESTAMP,
  known_at TIMESTAMP
);

CREATE TABLE list_change (
  list_change_id UBIGINT NOT NULL,
  list VARCHAR,
  entry_id VARCHAR,
  change VARCHAR,
  name VARCHAR,
  before VARCHAR,
  after VARCHAR,
  subjects INTEGER NOT NULL,
  known_at TIMESTAMP
);

CREATE TABLE near_miss (
  near_miss_id UBIGINT NOT NULL,
  party_id UBIGINT,
  mention_id UBIGINT,
  list_entry_id UBIGINT,
  list VARCHAR,
  entry_id VARCHAR,
  listed_name VARCHAR,
  similarity DOUBLE,
  why VARCHAR,
  known_at TIMESTAMP
);

CREATE TABLE paper (
  paper_id UBIGINT NOT NULL,
  consignment_id UBIGINT,
  finding_id UBIGINT,
  kind VARCHAR,
  state VARCHAR,
  held_row_id UBIGINT,
  remaining_kg DOUBLE,
  known_at TIMESTAMP
);

CREATE TABLE hit_withdrawal (
  hit_id UBIGINT NOT NULL,
  party_decision_id UBIGINT,
  known_at TIMESTAMP
);
