// What the program does from the command line instead of opening a window. Pure; docs/operations.md tells of each.
import { ok, type Result, refused } from '../../shared/result'

export type Task =
  /** One line of JSON, and an exit status for monitoring agents. */
  | { readonly kind: 'health' }
  /** `file` is null for the usual name in the data folder. */
  | { readonly kind: 'diagnose'; readonly file: string | null; readonly withDumps: boolean }
  | { readonly kind: 'backup'; readonly file: string | null }
  | { readonly kind: 'restore'; readonly file: string }

const flags = ['--health', '--diagnose', '--backup', '--restore'] as const

/** Null where a window is wanted. Refused: two tasks at once, or a restore without its file. */
export function taskIn(args: readonly string[]): Result<Task | null, string> {
  const found = args.flatMap((arg, index) => {
    const [flag = '', ...rest] = arg.split('=')
    const name = flags.find((each) => each === flag)
    if (name === undefined) return []
    const next = args[index + 1]
    const file = rest.length > 0 ? rest.join('=') : next !== undefined && !next.startsWith('-') ? next : null
    return [{ name, file: file === '' ? null : file }]
  })
  const [first, second] = found
  if (first === undefined) return ok(null)
  if (second !== undefined) return refused(`${first.name} and ${second.name} can't be combined; use one at a time.`)
  switch (first.name) {
    case '--health':
      return ok({ kind: 'health' })
    case '--diagnose':
      return ok({ kind: 'diagnose', file: first.file, withDumps: args.includes('--with-dumps') })
    case '--backup':
      return ok({ kind: 'backup', file: first.file })
    case '--restore':
      return first.file === null
        ? refused('--restore needs the path of a backup.')
        : ok({ kind: 'restore', file: first.file })
  }
}
