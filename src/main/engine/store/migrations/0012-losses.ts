// What central may have lost in a restore, as it tells its benches. A vial that it doesn't have may lie at its place: nobody else gets it.
export const losses = `
CREATE TABLE restoration (
  id TEXT PRIMARY KEY,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE loss (
  id TEXT PRIMARY KEY,
  generation INTEGER NOT NULL,
  storage_id INTEGER,
  canister TEXT,
  cane TEXT,
  position INTEGER,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX loss_at ON loss (storage_id, canister, cane, position) WHERE storage_id IS NOT NULL;
`
