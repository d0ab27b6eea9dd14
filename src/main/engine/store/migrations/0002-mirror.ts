// Central's last known state: a copy that can always be fetched again. `generation` tells which snapshot brought or confirmed a row.
// search_key has one row for each text a vial is found by; `shared` and the counts are explained in mirror/search-keys.ts and mirror/counts.ts.
export const mirrorTables = `
CREATE TABLE feed (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  epoch TEXT,
  n INTEGER,
  generation INTEGER NOT NULL,
  swept INTEGER NOT NULL
) STRICT;
INSERT INTO feed (only, epoch, n, generation, swept) VALUES (1, NULL, NULL, 0, 1);

CREATE TABLE feed_skipped (
  entity TEXT PRIMARY KEY,
  epoch TEXT NOT NULL,
  first_n INTEGER NOT NULL,
  times INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mirror_procedure (
  id INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  open INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX mirror_procedure_open ON mirror_procedure (created_at, id) WHERE open = 1;
CREATE INDEX mirror_procedure_ended ON mirror_procedure (ended_at, id) WHERE open = 0;
CREATE INDEX mirror_procedure_refills ON mirror_procedure (open, created_at, id) WHERE type = 'REFILL';

CREATE TABLE planned_place (
  procedure_id INTEGER NOT NULL,
  storage_id INTEGER NOT NULL,
  canister TEXT NOT NULL,
  cane TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (storage_id, canister, cane, position, procedure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX planned_place_of ON planned_place (procedure_id);

CREATE TABLE container (
  id INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  subject_code TEXT NOT NULL,
  tag TEXT,
  tagged_at TEXT,
  storage_id INTEGER,
  canister TEXT,
  cane TEXT,
  position INTEGER,
  stored_at TEXT,
  description TEXT NOT NULL
) STRICT;
CREATE INDEX container_by_tag ON container (tag) WHERE tag IS NOT NULL;
CREATE INDEX container_by_place ON container (storage_id, canister, cane, position) WHERE storage_id IS NOT NULL;

CREATE TABLE search_key (
  storage_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  container_id INTEGER NOT NULL,
  shared INTEGER NOT NULL,
  PRIMARY KEY (storage_id, key, container_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE container_count (
  bucket INTEGER PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT;

CREATE TABLE canister_count (
  storage_id INTEGER NOT NULL,
  canister TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (storage_id, canister)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_tag (
  tag TEXT PRIMARY KEY,
  generation INTEGER NOT NULL,
  container_id INTEGER NOT NULL,
  container_name TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  facility_id INTEGER NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tank (
  id INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE tank_level (
  storage_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  percent REAL NOT NULL,
  PRIMARY KEY (storage_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE cane (
  storage_id INTEGER NOT NULL,
  canister TEXT NOT NULL,
  cane TEXT NOT NULL,
  generation INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  PRIMARY KEY (storage_id, canister, cane)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
