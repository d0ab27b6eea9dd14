// Which crash dumps stay. Pure.

export interface Found {
  readonly path: string
  readonly bytes: number
  readonly atMs: number
}

const mostDumps = 5
const mostBytes = 100 * 1024 * 1024

/** Those beyond the newest five, or beyond 100 MB together; the newest one always stays. Pure. */
export function outdatedDumps(dumps: readonly Found[]): readonly Found[] {
  let bytes = 0
  return [...dumps]
    .sort((a, b) => b.atMs - a.atMs)
    .filter((dump, index) => {
      bytes += dump.bytes
      return index > 0 && (index >= mostDumps || bytes > mostBytes)
    })
}
