// The procedures of the mirror as they were parsed last, kept in memory: each scan asks for the open ones.
import type { Procedure } from '../../../../shared/model/procedure'
import { type Database, fromJson } from '../database'

const keptAtMost = 2000

export interface ParsedProcedures {
  get(id: number): Procedure | null
  /** This row has changed, or is gone. */
  forget(id: number): void
  forgetAll(): void
}

export function parsedProceduresIn(db: Database): ParsedProcedures {
  const parsed = new Map<number, Procedure>()
  db.onRollback(() => parsed.clear())
  const select = db.prepare<[number], { id: number; body: string }>(
    'SELECT id, body FROM mirror_procedure WHERE id = ?',
  )

  return {
    get(id) {
      const kept = parsed.get(id)
      if (kept !== undefined) return kept
      const row = select.get(id)
      if (row === undefined) return null
      if (parsed.size >= keptAtMost) parsed.clear()
      const procedure = fromJson<Procedure>(row.body)
      parsed.set(id, procedure)
      return procedure
    },
    forget: (id) => void parsed.delete(id),
    forgetAll: () => parsed.clear(),
  }
}
