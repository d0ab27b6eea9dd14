// One connection with its transactions, and what they touched. All repositories of the store share one of these.
import type { Database as Connection, Statement } from 'better-sqlite3'
import { type ProcedureId, procedureId } from '../../../shared/model/ids'
import type { Touched } from '../../../shared/model/touched'
import type { TouchedProcedures } from './contract'

export interface Database {
  /** Compiled once per text and kept. */
  prepare<Parameters extends unknown[], Row = unknown>(sql: string): Statement<Parameters, Row>
  /** One immediate transaction, on disk when it returns; inside another it joins that one. */
  transact<Value>(work: () => Value): Value
  /**
   * As `transact`, but a power cut may take the last of these back, whole and in order. For what central can send again.
   * The next durable commit makes all before it durable too.
   */
  transactRelaxed<Value>(work: () => Value): Value
  /** To be told after the outermost commit. `procedures` and `outbox` without an id concern any procedure: prefer `touchProcedure`. */
  touch(...touched: readonly Touched[]): void
  /** As `touch`, and nothing but this procedure is concerned; null for none. */
  touchProcedure(id: number | null, ...touched: readonly Touched[]): void
  onCommit(listener: CommitListener): () => void
  /** What a repository holds in memory has to go when a transaction is rolled back. */
  onRollback(forget: () => void): void
  readonly inTransaction: boolean
  close(): void
}

export type CommitListener = (touched: ReadonlySet<Touched>, procedures: TouchedProcedures) => void

export function databaseOf(connection: Connection): Database {
  const listeners = new Set<CommitListener>()
  const forgetters: (() => void)[] = []
  let touched = new Set<Touched>()
  let procedures = new Set<ProcedureId>()
  let concernsAny = false

  const forgetTouched = () => {
    touched = new Set()
    procedures = new Set()
    concernsAny = false
  }
  const tell = () => {
    if (touched.size === 0) return
    const told = touched
    const toldOf = concernsAny ? 'any' : procedures
    forgetTouched()
    for (const listener of listeners) {
      try {
        listener(told, toldOf)
      } catch (bug) {
        // The commit stands: a listener's bug must not look like a refused write to the caller.
        queueMicrotask(() => {
          throw bug
        })
      }
    }
  }

  const commit = <Value>(work: () => Value): Value => {
    try {
      return connection.transaction(work).immediate()
    } catch (error) {
      if (!connection.inTransaction) forgetTouched()
      for (const forget of forgetters) forget()
      throw error
    }
  }
  const transact = <Value>(work: () => Value): Value => {
    const value = commit(work)
    if (!connection.inTransaction) tell()
    return value
  }

  return {
    prepare: (sql) => connection.prepare(sql),
    transact,
    transactRelaxed(work) {
      if (connection.inTransaction) return transact(work)
      connection.pragma('synchronous = NORMAL')
      let value: ReturnType<typeof work>
      try {
        value = commit(work)
      } finally {
        // Before anybody is told: a listener may write something that has to last.
        connection.pragma('synchronous = FULL')
      }
      tell()
      return value
    },
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
    onRollback(forget) {
      forgetters.push(forget)
    },
    get inTransaction() {
      return connection.inTransaction
    },
    close: () => connection.close(),
  }
}

/** Text that this store wrote, from a value that was parsed on its way in. */
export const fromJson = <Value>(text: string): Value => JSON.parse(text)
