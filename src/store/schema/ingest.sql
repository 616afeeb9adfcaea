-- What the feeds said. Written by ingest/ alone; ids are made from the feeds' own ids
-- (records/row_id.h).

CREATE TABLE source_file (
  source_file_id UBIGINT NOT NULL,
  name VARCHAR,
  kind VARCHAR,
  content_hash VARCHAR,
  rows UBIGINT NOT NULL,
  added UBIGINT NOT NULL,
  rejects UBIGINT NOT NULL
);

CREATE TABLE consignment (
  consignment_id UBIGINT NOT NULL,
  item_id VARCHAR,
  happened_at TIMESTAMP,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  entry_type VARCHAR,
  item_category VARCHAR,
  transport_mode VARCHAR,
  carrier VARCHAR,
  broker VARCHAR,
  office VARCHAR,
  procedure VARCHAR,
  intended_use VARCHAR,
  payment_terms VARCHAR,
  duty_rate VARCHAR,
  duty_regime VARCHAR,
  origin_marking VARCHAR,
  gross_mass_kg DOUBLE,
  declared_value DOUBLE,
  currency VARCHAR,
  value_usd DOUBLE,
  postage_paid DOUBLE,
  piece_count DOUBLE,
  scanned_count DOUBLE,
  account_id VARCHAR,
  account_opened_at TIMESTAMP,
  account_shipments DOUBLE,
  account_holder VARCHAR,
  ip_address VARCHAR,
  ip_country VARCHAR,
  route_origin VARCHAR,
  route_transit VARCHAR,
  route_destination VARCHAR,
  payer VARCHAR,
  marketplace VARCHAR,
  listing_url VARCHAR,
  dispatch_id VARCHAR,
  receptacle_id VARCHAR,
  master_id VARCHAR,
  house_id VARCHAR,
  container_no VARCHAR,
  vessel_or_flight VARCHAR,
  permit_no VARCHAR,
  failed_checks VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE item (
  item_row_id UBIGINT NOT NULL,
  consignment_id UBIGINT,
  piece_no INTEGER NOT NULL,
  description VARCHAR,
  hs_code VARCHAR,
  cas VARCHAR,
  quantity DOUBLE,
  net_mass_kg DOUBLE,
  value DOUBLE,
  currency VARCHAR,
  value_usd DOUBLE,
  origin_country VARCHAR,
  known_at TIMESTAMP,
  failed_checks VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE mention (
  mention_id UBIGINT NOT NULL,
  record_kind VARCHAR,
  record_id UBIGINT,
  role VARCHAR,
  name VARCHAR,
  company VARCHAR,
  street VARCHAR,
  city VARCHAR,
  postcode VARCHAR,
  region VARCHAR,
  country VARCHAR,
  phone VARCHAR,
  email VARCHAR,
  identifier VARCHAR,
  account VARCHAR,
  bic VARCHAR,
  wallet VARCHAR,
  ip_address VARCHAR,
  handles VARCHAR,
  known_at TIMESTAMP,
  failed_checks VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE payment (
  payment_row_id UBIGINT NOT NULL,
  payment_id VARCHAR,
  uetr VARCHAR,
  happened_at TIMESTAMP,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  amount DOUBLE,
  currency VARCHAR,
  amount_usd DOUBLE,
  channel VARCHAR,
  purpose VARCHAR,
  remittance_text VARCHAR,
  tx_hash VARCHAR,
  failed_checks VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE listing (
  listing_row_id UBIGINT NOT NULL,
  listing_id VARCHAR,
  source VARCHAR,
  happened_at TIMESTAMP,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  title VARCHAR,
  text VARCHAR,
  price DOUBLE,
  currency VARCHAR,
  ships_from VARCHAR,
  ships_to VARCHAR,
  url_hash VARCHAR,
  language VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE licence (
  licence_row_id UBIGINT NOT NULL,
  licence_id VARCHAR,
  kind VARCHAR,
  country VARCHAR,
  substance VARCHAR,
  cas VARCHAR,
  hs_code VARCHAR,
  quantity_kg DOUBLE,
  valid_from TIMESTAMP,
  valid_to TIMESTAMP,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  failed_checks VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE notification (
  notification_row_id UBIGINT NOT NULL,
  notification_id VARCHAR,
  kind VARCHAR,
  substance VARCHAR,
  cas VARCHAR,
  quantity_kg DOUBLE,
  happened_at TIMESTAMP,
  answer VARCHAR,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  failed_checks VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE list_entry (
  list_entry_id UBIGINT NOT NULL,
  list VARCHAR,
  entry_id VARCHAR,
  kind VARCHAR,
  name VARCHAR,
  country VARCHAR,
  program VARCHAR,
  reason VARCHAR,
  birth_date VARCHAR,
  valid_from TIMESTAMP,
  valid_to TIMESTAMP,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE list_detail (
  list_detail_id UBIGINT NOT NULL,
  list VARCHAR,
  entry_id VARCHAR,
  kind VARCHAR,
  value VARCHAR,
  city VARCHAR,
  country VARCHAR,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  failed_checks VARCHAR,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE list_version (
  list_version_id UBIGINT NOT NULL,
  list VARCHAR,
  entry_ids VARCHAR,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL,
  detail_keys VARCHAR
);

CREATE TABLE party_decision (
  party_decision_id UBIGINT NOT NULL,
  decision_id VARCHAR,
  verdict VARCHAR,
  record_kind_1 VARCHAR,
  record_id_1 VARCHAR,
  role_1 VARCHAR,
  mention_id_1 UBIGINT,
  record_kind_2 VARCHAR,
  record_id_2 VARCHAR,
  role_2 VARCHAR,
  mention_id_2 UBIGINT,
  undoes VARCHAR,
  reason VARCHAR,
  actor VARCHAR,
  happened_at TIMESTAMP,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE outcome (
  outcome_row_id UBIGINT NOT NULL,
  outcome_id VARCHAR,
  consignment_id UBIGINT,
  item_id VARCHAR,
  selected_by VARCHAR,
  held VARCHAR,
  presented VARCHAR,
  inspected VARCHAR,
  result VARCHAR,
  finding VARCHAR,
  quantity_kg DOUBLE,
  happened_at TIMESTAMP,
  known_at TIMESTAMP,
  claimed_known_at TIMESTAMP,
  source_file_id UBIGINT,
  source_row UBIGINT NOT NULL
);

CREATE TABLE reject (
  source_file_id UBIGINT,
  source_name VARCHAR,
  source_row UBIGINT NOT NULL,
  field VARCHAR,
  value VARCHAR,
  reason VARCHAR
);
