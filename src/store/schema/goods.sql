-- Substances and equipment recognised in items, with what each regime asks; declarations that
-- do not fit themselves.

CREATE TABLE goods_finding (
  finding_id UBIGINT NOT NULL,
  consignment_id UBIGINT,
  item_row_id UBIGINT,
  substance VARCHAR,
  substance_name VARCHAR,
  cas VARCHAR,
  matched_by VARCHAR,
  matched_text VARCHAR,
  coverage VARCHAR,
  regime VARCHAR,
  list VARCHAR,
  status VARCHAR,
  obligations VARCHAR,
  papers VARCHAR,
  confidence FLOAT,
  source VARCHAR,
  source_status VARCHAR,
  known_at TIMESTAMP
);

CREATE TABLE declaration_finding (
  declaration_finding_id UBIGINT NOT NULL,
  consignment_id UBIGINT,
  item_row_id UBIGINT,
  kind VARCHAR,
  says VARCHAR,
  measure DOUBLE,
  known_at TIMESTAMP
);
