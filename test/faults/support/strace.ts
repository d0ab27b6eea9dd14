// strace between an engine and the kernel: counts what is made durable, and lets calls fail as a broken or full disk does.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether this system lets one process trace another; without it these faults can't be made. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

/** Follows all threads, and only these files: the engine's own messages and logs stay whole. */
export const traced = (
  log: string,
  files: readonly string[],
  calls: readonly string[],
  injections: readonly string[] = [],
): readonly string[] => [
  'strace',
  '-f',
  '-o',
  log,
  '-e',
  `trace=${calls.join(',')}`,
  ...files.flatMap((file) => ['-P', file]),
  ...injections.flatMap((injection) => ['-e', `inject=${injection}`]),
]

/** Calls in the log that came back well, by name. */
export function countIn(log: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, name, answer] = /(?:^\d+ +|resumed>.*?)(\w+)\(.*\) += +(-?\d+)/.exec(line) ?? []
    if (name !== undefined && answer !== undefined && !answer.startsWith('-'))
      counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

export const injectedIn = (log: string): number => readFileSync(log, 'utf8').split('(INJECTED)').length - 1
