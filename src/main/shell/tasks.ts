// What the program does from the command line instead of opening a window. Pure; docs/operations.md tells of each.
import { findOptions } from '../../platform/options'
import { ok, type Result, refused } from '../../shared/result'

export type Task =
  /** One line of JSON, and an exit status for monitoring agents. */
  | { readonly kind: 'health' }
  /** `file` is null for the usual name in the data folder. */
  | { readonly kind: 'diagnose'; readonly file: string | null; readonly withDumps: boolean }
  | { readonly kind: 'backup'; readonly file: string | null }
  | { readonly kind: 'restore'; readonly file: string }

const options = { health: 'flag', diagnose: 'file', backup: 'file', restore: 'file', 'with-dumps': 'flag' } as const

/** Null where a window is wanted. Refused: two tasks at once, or a restore without its file. */
export function taskIn(args: readonly string[]): Result<Task | null, string> {
  const given = findOptions(args, options)
  if (!given.ok) return given
  const withDumps = given.value.some(({ name }) => name === 'with-dumps')
  const found = given.value.flatMap(({ name, value }) => (name === 'with-dumps' ? [] : [{ name, file: value }]))
  const [first, second] = found
  if (first === undefined) return ok(null)
  if (second !== undefined) return refused(`--${first.name} and --${second.name} can't be combined; use one at a time.`)
  switch (first.name) {
    case 'health':
      return ok({ kind: 'health' })
    case 'diagnose':
      return ok({ kind: 'diagnose', file: first.file, withDumps })
    case 'backup':
      return ok({ kind: 'backup', file: first.file })
    case 'restore':
      return first.file === null
        ? refused('--restore needs the path of a backup.')
        : ok({ kind: 'restore', file: first.file })
  }
}
