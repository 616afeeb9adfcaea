-- Ties between parties, places and channels, each with the row that first showed it.

CREATE TABLE link (
  link_id UBIGINT NOT NULL,
  kind VARCHAR,
  from_id UBIGINT,
  to_id UBIGINT,
  record_kind VARCHAR,
  record_id UBIGINT,
  happened_at TIMESTAMP,
  known_at TIMESTAMP
);

CREATE TABLE component (
  party_id UBIGINT NOT NULL,
  component_id UBIGINT,
  known_at TIMESTAMP
);

CREATE TABLE link_withdrawal (
  link_id UBIGINT NOT NULL,
  party_decision_id UBIGINT,
  known_at TIMESTAMP
);
