// The bench's log: what shell, engine and embedded central say, one JSON object a line, in `logs/cryobench.log` of the data folder.
// The file is opened after the window: lines before that are held, so that a start never waits for it.
import { join } from 'node:path'
import { systemTimers } from '../../platform/system-ports'
import type { Timers } from '../../shared/ports'
import { redacted } from '../../shared/redacted'
import { type Level, logFile } from './log-file'
import { sayOnTerminal } from './terminal'

export type { Level } from './log-file'

export interface Log {
  /** `part`: who says it. Also shown on stderr, for who started the program from a terminal. */
  say(part: string, level: Level, text: string): void
  /** Begins to write what was held, and from then on at once. */
  open(): Promise<void>
  /** Everything said is on its way to the disk when it resolves. */
  close(): Promise<void>
}

export const logFolder = (dataDir: string): string => join(dataDir, 'logs')

export function benchLog(folder: string, now: () => Date, timers: Timers = systemTimers): Log {
  const file = logFile(folder, timers)
  return {
    say(part, level, text) {
      const line = { time: now().toISOString(), level, part, text: redacted(text) }
      sayOnTerminal(`${part}: ${line.text}`)
      file.add(line)
    },
    open: file.open,
    close: file.close,
  }
}

/** Pino's numbers: 40 warns, 50 and 60 are errors; what is below is normal. */
const levelOf = (number: number): Level => (number >= 50 ? 'error' : number >= 40 ? 'warn' : 'info')

/**
 * What a line of one of our processes says: those of engine and central are pino's JSON, and say their level themselves; anything else,
 * such as what a library or Node prints, is text of `level`.
 */
export function saidIn(line: string, level: Level): { readonly level: Level; readonly text: string } {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('level' in value) || !('msg' in value))
      return { level, text: line }
    const {
      level: number,
      msg,
      time: _time,
      name: _name,
      pid: _pid,
      hostname: _host,
      ...rest
    } = { time: 0, name: '', pid: 0, hostname: '', ...value }
    if (typeof number !== 'number' || typeof msg !== 'string') return { level, text: line }
    const more = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`
    return { level: levelOf(number), text: `${msg}${more}` }
  } catch {
    return { level, text: line }
  }
}

/** Cuts what a process prints into lines; a line that never ends is cut at 64 KiB. */
export function lineCutter(use: (line: string) => void): (chunk: string) => void {
  const longest = 64 * 1024
  let rest = ''
  return (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') use(line)
    if (rest.length < longest) return
    use(rest)
    rest = ''
  }
}
