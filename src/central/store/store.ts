// What central's use cases need from a database, SQLite or PostgreSQL.
import type { Kysely } from 'kysely'
import type { CentralSchema } from './schema/schema'

/** A connection or a transaction: repositories take either. */
export type Db = Kysely<CentralSchema>

export interface Reader {
  /** Sees the database as it was when the reader was opened, for as long as it is open. */
  readonly db: Db
  close(): Promise<void>
}

export interface Store {
  /** For single statements. Whatever needs two that agree goes through `transaction`. */
  readonly db: Db
  /**
   * All or nothing: what `work` throws rolls back and is thrown on. Durable once the promise is fulfilled. `work` may run more than
   * once, each time from the start in a new transaction, when another transaction stood in its way.
   */
  transaction<Value>(work: (db: Db) => Promise<Value>): Promise<Value>
  /** For long reads: a connection of its own, so that writers don't wait for it. */
  openReader(): Promise<Reader>
  close(): Promise<void>
}

/** Tells the processes on one database which feeds have moved. Only wake-ups: a process that misses some finds the rows by asking. */
export interface WakeUps {
  /** Wakes this process first, then the others. */
  notify(facility: number, head: number): void
  /** Returns the function that ends the listening. */
  listen(listener: (facility: number, head: number) => void): () => void
}

/** The database can't answer now: out of reach, shutting down, or too busy. Nothing is wrong with what was asked. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database does not answer', { cause })
  }
}

/** Why a database can't be used: one sentence each for the person who starts central. `where` never contains a password. */
export type StoreProblem =
  | { readonly kind: 'folderUnusable'; readonly folder: string; readonly why: string }
  | { readonly kind: 'newerDatabase'; readonly file: string; readonly migration: string }
  | { readonly kind: 'notADatabase'; readonly file: string; readonly why: string }
  | { readonly kind: 'databaseOutOfReach'; readonly where: string; readonly why: string }
  | { readonly kind: 'databaseRefuses'; readonly where: string; readonly why: string }
  | { readonly kind: 'databaseTooOld'; readonly where: string; readonly version: string }
  | { readonly kind: 'databaseNotUnicode'; readonly where: string; readonly encoding: string }
