// The rule for names (docs/decisions/0078) in SQL.
import type { Database as Connection } from 'better-sqlite3'
import { isSameName } from '../../../shared/names/key'
import { searchKeys } from './mirror/search-keys'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** `same_name(a, b)`: 1 if the two are one name. `search_keys(name, code, tag)`: by what the vial is found, as a JSON array. */
export function addNameFunctions(connection: Connection): void {
  const isFixed = { deterministic: true } as const
  connection.function('same_name', isFixed, (a: unknown, b: unknown) => (isSameName(text(a), text(b)) ? 1 : 0))
  connection.function('search_keys', isFixed, (name: unknown, code: unknown, tag: unknown) =>
    JSON.stringify(searchKeys({ name: text(name), subjectCode: text(code), tag: tag === null ? null : text(tag) })),
  )
}
