-- How far the engine has come. One row. Everything known at or before `reached` has been through
-- every stage.

CREATE TABLE engine_state (
  reached TIMESTAMP,
  events UBIGINT NOT NULL
);
INSERT INTO engine_state VALUES (NULL, 0);

-- The files whose rows have been dated against `reached`: rows of any other file may lie behind it.
CREATE TABLE dated_source (
  source_file_id UBIGINT NOT NULL
);
