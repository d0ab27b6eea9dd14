import type { TagId } from '../../../shared/model/reader'
import type { Journal, RawRead } from './contract/records'
import { type Database, fromJson } from './database'

interface Row {
  readonly id: number
  readonly reader_id: string
  readonly model: string
  readonly serial: string | null
  readonly simulated: number
  readonly report_hex: string
  readonly tags: string
  readonly malformed: string | null
  readonly wall_ms: number
  readonly monotonic_ms: number
}

const readOf = (row: Row): RawRead & { readonly id: number } => ({
  id: row.id,
  readerId: row.reader_id,
  model: row.model,
  serial: row.serial,
  simulated: row.simulated === 1,
  reportHex: row.report_hex,
  tags: fromJson<readonly TagId[]>(row.tags),
  malformed: row.malformed,
  wallMs: row.wall_ms,
  monotonicMs: row.monotonic_ms,
})

export function journalIn(db: Database): Journal {
  const insert = db.prepare(`INSERT INTO journal
    (reader_id, model, serial, simulated, report_hex, tags, malformed, wall_ms, monotonic_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const conclude = db.prepare<[string, number]>('UPDATE journal SET conclusion = ? WHERE id = ? AND conclusion IS NULL')
  const open = db.prepare<
    [],
    Row
  >(`SELECT id, reader_id, model, serial, simulated, report_hex, tags, malformed, wall_ms, monotonic_ms
    FROM journal WHERE conclusion IS NULL ORDER BY id`)

  return {
    append(read) {
      if (db.inTransaction) throw new Error('A read must be on disk before anything is concluded from it')
      const { lastInsertRowid } = db.transact(() =>
        insert.run(
          read.readerId,
          read.model,
          read.serial,
          read.simulated ? 1 : 0,
          read.reportHex,
          JSON.stringify(read.tags),
          read.malformed,
          Math.round(read.wallMs),
          read.monotonicMs,
        ),
      )
      return Number(lastInsertRowid)
    },
    conclude(readId, conclusion) {
      const { changes } = db.transact(() => conclude.run(conclusion, readId))
      if (changes !== 1) throw new Error(`Read ${readId} is not there, or was concluded before`)
    },
    unconcluded: () => open.all().map(readOf),
  }
}
