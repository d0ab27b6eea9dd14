// What central says on standard error, and on standard output. It serves also where nobody can read that: under a log on a full disk, or a pipe
// whose reader has gone.
import pino, { type Level, type Logger } from 'pino'

export function centralLogger(level: Level): Logger {
  const output = pino.destination({ fd: 2, sync: true })
  output.on('error', () => undefined)
  return pino({ name: 'central', level }, output)
}

/** What can't be said is given up, and ends nothing. */
export function outputMayFail(): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)
}
