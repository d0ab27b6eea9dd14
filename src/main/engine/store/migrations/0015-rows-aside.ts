// Rows of central's feed that this program could not take, and which program that was: the next one asks for them again.
export const rowsAside = `
CREATE TABLE feed_aside (
  entity TEXT NOT NULL,
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  why TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (entity, key)
) STRICT, WITHOUT ROWID;
ALTER TABLE feed ADD COLUMN program TEXT;
`
