import { procedureId } from '../../../shared/model/ids'
import type { TaggingEvent, TaggingLog } from './contract/records'
import { type Database, fromJson } from './database'

type SessionState = 'open' | 'stopped' | 'finished'

/** What an event makes of its session; null if the session stays what it is. */
const stateAfter: Readonly<Record<TaggingEvent['kind'], SessionState | null>> = {
  opened: 'open',
  stopped: 'stopped',
  finished: 'finished',
  placeChosen: null,
  tagged: null,
  undone: null,
  skipped: null,
  wentTo: null,
  lastConfirmed: null,
  mismatch: null,
}

export function taggingIn(db: Database): TaggingLog {
  const insert = db.prepare(
    'INSERT INTO tagging_event (procedure_id, kind, event, at_ms, actor) VALUES (?, ?, ?, ?, ?)',
  )
  const session = db.prepare<
    [number, SessionState, number | bigint]
  >(`INSERT INTO tagging_session (procedure_id, state, last_event)
    VALUES (?, ?, ?) ON CONFLICT (procedure_id) DO UPDATE SET state = excluded.state, last_event = excluded.last_event`)
  const events = db
    .prepare<[number], string>('SELECT event FROM tagging_event WHERE procedure_id = ? ORDER BY id')
    .pluck()
  const open = db
    .prepare<[], number>(
      `SELECT procedure_id FROM tagging_session WHERE state = 'open' ORDER BY last_event DESC LIMIT 1`,
    )
    .pluck()
  // What central has ended meanwhile is nothing to resume.
  const resumable = db
    .prepare<[], number>(`SELECT ifnull(known.id, procedure_id) FROM tagging_session LEFT JOIN mirror_procedure AS known
      ON known.id = procedure_id OR known.made_number = procedure_id
      WHERE state = 'stopped' AND (known.open = 1 OR (known.id IS NULL AND procedure_id < 0)) ORDER BY last_event`)
    .pluck()

  return {
    append(id, event, atMs, actor) {
      db.transact(() => {
        const row = [id, event.kind, JSON.stringify(event), Math.round(atMs), JSON.stringify(actor)]
        const { lastInsertRowid } = insert.run(...row)
        const state = stateAfter[event.kind]
        if (state !== null) session.run(id, state, lastInsertRowid)
        db.touch('tagging')
      })
    },
    events: (id) => events.all(id).map((event) => fromJson<TaggingEvent>(event)),
    open() {
      const id = open.get()
      return id === undefined ? null : procedureId(id)
    },
    resumable: () => resumable.all().map(procedureId),
  }
}
