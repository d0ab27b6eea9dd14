// Looks through a database that may be in use, page by page, over a connection of its own.
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { errorText } from '../../../shared/error-text'
import { isDamage } from './damage'

export type CheckAnswer =
  | { readonly kind: 'sound' }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** Could not be checked now; says nothing about it. */
  | { readonly kind: 'notChecked'; readonly detail: string }

/** `full`: indexes against rows and references too, as after an unclean end; otherwise pages and rows only. Blocks: for a worker. */
export function checkDatabase(file: string, full: boolean): CheckAnswer {
  let connection: Connection | null = null
  try {
    connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
    const said = String(connection.pragma(full ? 'integrity_check(1)' : 'quick_check(1)', { simple: true }))
    if (said !== 'ok') return { kind: 'damaged', detail: said }
    const dangling: unknown = full
      ? connection.prepare('SELECT * FROM pragma_foreign_key_check LIMIT 1').get()
      : undefined
    return dangling === undefined ? { kind: 'sound' } : { kind: 'damaged', detail: JSON.stringify(dangling) }
  } catch (error) {
    const detail = errorText(error)
    return isDamage(error) ? { kind: 'damaged', detail } : { kind: 'notChecked', detail }
  } finally {
    connection?.close()
  }
}
