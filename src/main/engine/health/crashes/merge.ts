// One list of crashes from two witnesses: the shell, who saw a process end, and the dump that the process left. Pure.
import type { Crash } from '../../../../shared/views/health'

/** As the shell notes it: src/main/shell/crashes.ts. */
export interface EndedProcess {
  readonly atMs: number
  readonly what: Crash['what']
  readonly how: string
}

export interface Dump {
  readonly name: string
  readonly bytes: number
  readonly atMs: number
}

/** A dump is written before or while its process ends. */
const togetherMs = 15_000

/** Newest first. Each dump belongs to the nearest end that has none yet; one that no end explains is a crash by itself. */
export function crashesOf(ended: readonly EndedProcess[], dumps: readonly Dump[]): readonly Crash[] {
  const free = new Set(dumps)
  const seen = ended.map(({ atMs, what, how }): Crash => {
    const near = [...free]
      .filter((dump) => Math.abs(dump.atMs - atMs) <= togetherMs)
      .sort((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs))[0]
    if (near !== undefined) free.delete(near)
    return { atMs, what, how, dump: near === undefined ? null : { name: near.name, bytes: near.bytes } }
  })
  const unseen = [...free].map(
    ({ atMs, name, bytes }): Crash => ({ atMs, what: 'unknown', how: null, dump: { name, bytes } }),
  )
  return [...seen, ...unseen].sort((a, b) => b.atMs - a.atMs)
}
