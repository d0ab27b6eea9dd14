// What central's use cases need from a database, whichever it is.
import type { Kysely } from 'kysely'
import type { CentralSchema } from './schema'

/** A connection or a transaction: repositories take either. */
export type Db = Kysely<CentralSchema>

export interface Reader {
  /** Sees the database as it was when the reader was opened, however long it stays open. */
  readonly db: Db
  close(): Promise<void>
}

export interface Store {
  /** For single statements. Whatever needs two that agree goes through `transaction`. */
  readonly db: Db
  /** All or nothing: what `work` throws rolls back and is thrown on. Durable once the promise is fulfilled. */
  transaction<Value>(work: (db: Db) => Promise<Value>): Promise<Value>
  /** For long reads: an own connection, so that writers don't wait for it. */
  openReader(): Promise<Reader>
  close(): Promise<void>
}

/** Why a database can't be used; each is one sentence for the person who starts central. */
export type StoreProblem =
  | { readonly kind: 'folderUnusable'; readonly folder: string; readonly why: string }
  | { readonly kind: 'newerDatabase'; readonly file: string; readonly migration: string }
  | { readonly kind: 'notADatabase'; readonly file: string; readonly why: string }
