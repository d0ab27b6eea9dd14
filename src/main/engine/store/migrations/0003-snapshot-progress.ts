// How far an interrupted snapshot has come: central goes on after `resume`, and the rows of `generation` stay.
export const snapshotProgress = `
CREATE TABLE snapshot_progress (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  generation INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  n INTEGER NOT NULL,
  resume TEXT NOT NULL,
  received INTEGER NOT NULL,
  total INTEGER NOT NULL
) STRICT;
`
