// What the running transaction has touched so far, and who is notified of it after the commit.
import { type ProcedureId, procedureId } from '../../../shared/model/ids'
import type { Touched } from '../../../shared/model/touched'
import type { TouchedProcedures } from './contract/store'

export type CommitListener = (touched: ReadonlySet<Touched>, procedures: TouchedProcedures) => void

export interface CommitListeners {
  /** `procedures` and `outbox` without an id concern any procedure: prefer `touchProcedure`. */
  touch(...touched: readonly Touched[]): void
  /** As `touch`, and nothing but this procedure is concerned; null for none. */
  touchProcedure(id: number | null, ...touched: readonly Touched[]): void
  onCommit(listener: CommitListener): () => void
  /** After the outermost commit. */
  notify(): void
  /** After a roll-back. */
  forget(): void
}

export function commitListeners(): CommitListeners {
  const listeners = new Set<CommitListener>()
  let touched = new Set<Touched>()
  let procedures = new Set<ProcedureId>()
  let concernsAny = false

  const forget = () => {
    touched = new Set()
    procedures = new Set()
    concernsAny = false
  }

  return {
    touch(...what) {
      for (const each of what) touched.add(each)
      concernsAny ||= what.includes('procedures') || what.includes('outbox')
    },
    touchProcedure(id, ...what) {
      for (const each of what) touched.add(each)
      if (id !== null) procedures.add(procedureId(id))
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notify() {
      if (touched.size === 0) return
      const committed = touched
      const concerned = concernsAny ? 'any' : procedures
      forget()
      for (const listener of listeners) {
        try {
          listener(committed, concerned)
        } catch (bug) {
          // The commit stands: a listener's bug must not look like a refused write to the caller.
          queueMicrotask(() => {
            throw bug
          })
        }
      }
    },
    forget,
  }
}
