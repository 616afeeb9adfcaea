-- Who is behind the mentions. Rows are dated and never changed; a merge and a split are rows of
-- their own.

CREATE TABLE party (
  party_id UBIGINT NOT NULL,
  name VARCHAR,
  country VARCHAR,
  basis VARCHAR,
  founding_mention_id UBIGINT,
  known_at TIMESTAMP
);

CREATE TABLE party_mention (
  mention_id UBIGINT NOT NULL,
  party_id UBIGINT,
  place_id UBIGINT,
  basis VARCHAR,
  known_at TIMESTAMP
);

CREATE TABLE party_merge (
  merged_party_id UBIGINT NOT NULL,
  party_id UBIGINT,
  mention_id UBIGINT,
  basis VARCHAR,
  known_at TIMESTAMP,
  party_decision_id UBIGINT
);

CREATE TABLE party_split (
  party_id UBIGINT NOT NULL,
  new_party_id UBIGINT,
  was_party BOOLEAN NOT NULL,
  mention_id UBIGINT,
  party_decision_id UBIGINT,
  known_at TIMESTAMP
);

CREATE TABLE decision_effect (
  party_decision_id UBIGINT NOT NULL,
  effect VARCHAR,
  in_force BOOLEAN NOT NULL,
  caused_by UBIGINT,
  known_at TIMESTAMP
);

CREATE TABLE place (
  place_id UBIGINT NOT NULL,
  building_id UBIGINT,
  street VARCHAR,
  city VARCHAR,
  postcode VARCHAR,
  region VARCHAR,
  country VARCHAR,
  known_at TIMESTAMP
);

CREATE TABLE place_kind (
  place_id UBIGINT NOT NULL,
  kind VARCHAR,
  people INTEGER NOT NULL,
  organisations INTEGER NOT NULL,
  known_at TIMESTAMP
);

CREATE TABLE channel (
  channel_id UBIGINT NOT NULL,
  kind VARCHAR,
  value VARCHAR,
  known_at TIMESTAMP
);

CREATE TABLE mention_channel (
  mention_id UBIGINT NOT NULL,
  channel_id UBIGINT
);

-- What the latest rebuild found.

CREATE TABLE mention_cluster (
  mention_id UBIGINT NOT NULL,
  cluster_id UBIGINT,
  probability DOUBLE
);

CREATE TABLE cluster_pair (
  cluster_id UBIGINT NOT NULL,
  mention_id_1 UBIGINT,
  mention_id_2 UBIGINT,
  log_odds DOUBLE,
  why VARCHAR,
  party_decision_id UBIGINT
);

CREATE TABLE cluster_weight (
  field VARCHAR,
  level VARCHAR,
  of_one DOUBLE,
  of_two DOUBLE,
  weight DOUBLE
);
