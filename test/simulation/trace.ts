// What happened, as lines: hashed as they come, so that two runs can be compared without keeping either.
import { createHash } from 'node:crypto'

export interface Trace {
  say(atMs: number, who: string, what: string): void
  /** Of all lines so far, hex. */
  hash(): string
  /** All lines if they were to be kept, else the last ones. */
  lines(): readonly string[]
}

const lastLines = 60

const timeOf = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${Math.floor(seconds / 86_400)}d ${clock}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`
}

/** `keep`: every line, for a person to read. */
export function traceOf(keep: boolean): Trace {
  const hash = createHash('sha256')
  const lines: string[] = []
  return {
    say(atMs, who, what) {
      const line = `${timeOf(atMs)}  ${who.padEnd(9)}  ${what}`
      hash.update(line).update('\n')
      lines.push(line)
      if (!keep && lines.length > 2 * lastLines) lines.splice(0, lastLines)
    },
    hash: () => hash.copy().digest('hex'),
    lines: () => (keep ? lines : lines.slice(-lastLines)),
  }
}
