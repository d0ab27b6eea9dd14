// What only this bench knows: reads, intents, tagging, who it is. Nothing in here can be fetched again from central.
// The triggers hold even against a mistake in this program: a record is added to, never rewritten or deleted.
export const benchRecords = `
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  reader_id TEXT NOT NULL,
  model TEXT NOT NULL,
  serial TEXT,
  simulated INTEGER NOT NULL,
  report_hex TEXT NOT NULL,
  tags TEXT NOT NULL,
  malformed TEXT,
  wall_ms INTEGER NOT NULL,
  monotonic_ms REAL NOT NULL,
  conclusion TEXT
) STRICT;
CREATE INDEX journal_unconcluded ON journal (id) WHERE conclusion IS NULL;
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'reads are never deleted'); END;
CREATE TRIGGER journal_as_read BEFORE UPDATE OF id, reader_id, model, serial, simulated, report_hex, tags, malformed, wall_ms, monotonic_ms
  ON journal BEGIN SELECT RAISE(ABORT, 'a read is never rewritten'); END;

CREATE TABLE outbox (
  position INTEGER PRIMARY KEY,
  intent_id TEXT NOT NULL UNIQUE,
  bench_id TEXT NOT NULL,
  bench_seq INTEGER NOT NULL CHECK (bench_seq > 0),
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  base_versions TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  utc_offset_minutes INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  signature TEXT NOT NULL,
  aggregate TEXT NOT NULL,
  procedure_id INTEGER,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'accepted', 'conflict', 'rejected', 'parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_ms INTEGER,
  last_problem TEXT,
  accepted_version INTEGER,
  in_mirror INTEGER NOT NULL DEFAULT 0,
  superseded_by TEXT REFERENCES outbox (intent_id),
  UNIQUE (bench_id, bench_seq)
) STRICT;
CREATE INDEX outbox_unfinished ON outbox (position, aggregate, state, next_attempt_ms) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_behind ON outbox (aggregate, position) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_unsettled ON outbox (procedure_id, position) WHERE in_mirror = 0 AND state IN ('queued', 'sending', 'accepted');
CREATE INDEX outbox_refused ON outbox (procedure_id, position) WHERE superseded_by IS NULL AND state IN ('conflict', 'rejected', 'parked');
CREATE INDEX outbox_superseded ON outbox (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TRIGGER outbox_kept BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'intents are never deleted'); END;
CREATE TRIGGER outbox_as_signed BEFORE UPDATE OF position, intent_id, bench_id, bench_seq, actor, kind, version, body, base_versions,
  occurred_at, utc_offset_minutes, prev_hash, hash, signature, aggregate, procedure_id
  ON outbox BEGIN SELECT RAISE(ABORT, 'an intent is never rewritten'); END;

CREATE TABLE tagging_event (
  id INTEGER PRIMARY KEY,
  procedure_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  event TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX tagging_event_of ON tagging_event (procedure_id, id);
CREATE TRIGGER tagging_event_kept BEFORE DELETE ON tagging_event BEGIN SELECT RAISE(ABORT, 'tagging events are never deleted'); END;
CREATE TRIGGER tagging_event_as_done BEFORE UPDATE ON tagging_event BEGIN SELECT RAISE(ABORT, 'a tagging event is never rewritten'); END;

CREATE TABLE tagging_session (
  procedure_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'stopped', 'finished')),
  last_event INTEGER NOT NULL REFERENCES tagging_event (id)
) STRICT;
CREATE INDEX tagging_session_by_state ON tagging_session (state, last_event);

CREATE TABLE profile (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
