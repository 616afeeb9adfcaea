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

CREATE TABLE listing_mark (
  listing_row_id UBIGINT NOT NULL,
  mark_id UBIGINT,
  kind VARCHAR,
  likeness DOUBLE,
  known_at TIMESTAMP
);

CREATE TABLE succession (
  party_id UBIGINT NOT NULL,
  predecessor_id UBIGINT,
  telling INTEGER NOT NULL,
  silent_days INTEGER NOT NULL,
  record_kind VARCHAR,
  record_id UBIGINT,
  known_at TIMESTAMP
);

CREATE TABLE link_withdrawal (
  link_id UBIGINT NOT NULL,
  party_decision_id UBIGINT,
  known_at TIMESTAMP
);
