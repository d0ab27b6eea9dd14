// One connection with its transactions, and what they touched. All repositories of the store share one of these.
import type { Database as Connection, Statement } from 'better-sqlite3'
import type { Touched } from './contract'

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
  /** To be told after the outermost commit. */
  touch(...touched: readonly Touched[]): void
  onCommit(listener: (touched: ReadonlySet<Touched>) => void): () => void
  /** What a repository holds in memory has to go when a transaction is rolled back. */
  onRollback(forget: () => void): void
  readonly inTransaction: boolean
  close(): void
}

export function databaseOf(connection: Connection): Database {
  const listeners = new Set<(touched: ReadonlySet<Touched>) => void>()
  const forgetters: (() => void)[] = []
  let touched = new Set<Touched>()

  const tell = () => {
    if (touched.size === 0) return
    const told = touched
    touched = new Set()
    for (const listener of listeners) {
      try {
        listener(told)
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
      if (!connection.inTransaction) touched.clear()
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
