// Takes what central tells into the mirror, piece by piece. What can't be taken, for itself, must not keep anything else from coming.
import type { Change } from '../../../../shared/api/entities'
import { errorCode, errorText } from '../../../../shared/error-text'
import type { Database } from '../database'

/** What the database says about what it was given, in distinction to what it says about itself and its disk. */
const ofRow = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE|ERROR)/

function isOfRow(problem: unknown): boolean {
  const code = errorCode(problem)
  if (code === undefined) return true
  return code.startsWith('SQLITE_') ? ofRow.test(code) : !/^E[A-Z]+$/.test(code)
}

export interface Taking {
  take(change: Change): void
  /** Writes what was gathered of the changes before. */
  settle(): void
  /** After the last one. */
  end(): void
  refused(change: Change, why: string): void
}

/**
 * One transaction over all changes, gone through once. Where one of them is refused, it is done anew with each change for itself: those that
 * are refused are left out.
 */
export function takeAll(db: Database, changes: Iterable<Change>, { take, settle, end, refused }: Taking): void {
  const iterator = changes[Symbol.iterator]()
  const seen: Change[] = []
  let isOfSource = false
  function* rest(): Generator<Change> {
    for (;;) {
      // What goes wrong here is of no change, and there is nothing to go on with.
      isOfSource = true
      const next = iterator.next()
      isOfSource = false
      if (next.done) return
      seen.push(next.value)
      yield next.value
    }
  }
  const takeOne = (change: Change) => {
    try {
      db.transact(() => {
        take(change)
        settle()
      })
    } catch (problem) {
      if (!isOfRow(problem)) throw problem
      refused(change, errorText(problem))
    }
  }
  try {
    db.transactRelaxed(() => {
      for (const change of rest()) take(change)
      settle()
      end()
    })
  } catch (problem) {
    if (isOfSource || !isOfRow(problem)) throw problem
    db.transactRelaxed(() => {
      for (const change of [...seen]) takeOne(change)
      for (const change of rest()) takeOne(change)
      end()
    })
  }
}
