// One connection with its transactions, and what they touched. All repositories of the store share one of these.
import type { Database as Connection, Statement } from 'better-sqlite3'
import { type CommitListeners, commitListeners } from './commit-listeners'

export interface Database extends Pick<CommitListeners, 'touch' | 'touchProcedure' | 'onCommit'> {
  prepare<Parameters extends unknown[], Row = unknown>(sql: string): Statement<Parameters, Row>
  /** One immediate transaction, on disk when it returns; inside another it joins that one. */
  transact<Value>(work: () => Value): Value
  /**
   * As `transact`, but a power cut may undo the last of these, whole and in order. For what central can send again.
   * The next durable commit makes all before it durable too.
   */
  transactRelaxed<Value>(work: () => Value): Value
  /** What a repository holds in memory has to go when a transaction is rolled back. */
  onRollback(forget: () => void): void
  readonly inTransaction: boolean
  close(): void
}

/** `beforeWriting`: throws where nothing may be written now. */
export function databaseOf(connection: Connection, beforeWriting: () => void = () => undefined): Database {
  const { touch, touchProcedure, onCommit, notify, forget: forgetTouched } = commitListeners()
  const rollbackListeners: (() => void)[] = []

  const commit = <Value>(work: () => Value): Value => {
    try {
      if (!connection.inTransaction) beforeWriting()
      return connection.transaction(work).immediate()
    } catch (error) {
      if (!connection.inTransaction) forgetTouched()
      for (const forget of rollbackListeners) forget()
      throw error
    }
  }
  const transact = <Value>(work: () => Value): Value => {
    const value = commit(work)
    if (!connection.inTransaction) notify()
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
        // Before anybody is notified: a listener may write something that has to last.
        connection.pragma('synchronous = FULL')
      }
      notify()
      return value
    },
    touch,
    touchProcedure,
    onCommit,
    onRollback(forget) {
      rollbackListeners.push(forget)
    },
    get inTransaction() {
      return connection.inTransaction
    },
    close: () => connection.close(),
  }
}

/** Text that this store wrote, from a value that was parsed on its way in. */
export const fromJson = <Value>(text: string): Value => JSON.parse(text)
