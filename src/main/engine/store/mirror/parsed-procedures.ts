// The procedures of the mirror as they were parsed last, kept in memory: each scan asks for the open ones.
import { isUnnumbered } from '../../../../shared/model/made'
import type { Procedure } from '../../../../shared/model/procedure'
import { type Database, fromJson } from '../database'

const keptAtMost = 2000

export interface ParsedProcedures {
  get(id: number): Procedure | null
  /** Also by the number that it had at a bench before central had numbered it. */
  byEitherNumber(id: number): Procedure | null
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

  const numbered = db.prepare<[number], number>('SELECT id FROM mirror_procedure WHERE made_number = ?').pluck()

  const get = (id: number): Procedure | null => {
    const kept = parsed.get(id)
    if (kept !== undefined) return kept
    const row = select.get(id)
    if (row === undefined) return null
    if (parsed.size >= keptAtMost) parsed.clear()
    const procedure = fromJson<Procedure>(row.body)
    parsed.set(id, procedure)
    return procedure
  }

  return {
    get,
    byEitherNumber(id) {
      const known = isUnnumbered(id) ? numbered.get(id) : id
      return known === undefined ? null : get(known)
    },
    forget: (id) => void parsed.delete(id),
    forgetAll: () => parsed.clear(),
  }
}
