// The log's file. A disk that refuses a line costs the bench nothing: lines wait in memory, the oldest are given up when they become too many,
// and the file is tried again until it takes them.
import type { RotatingFileStream } from 'rotating-file-stream'
import type { Timers } from '../../shared/ports'
import { sayOnTerminal } from './terminal'

export type Level = 'info' | 'warn' | 'error'

export interface Line {
  readonly time: string
  readonly level: Level
  readonly part: string
  readonly text: string
}

export interface LogFile {
  add(line: Line): void
  /** Until then lines are held. */
  open(): Promise<void>
  /** Resolves when all that the disk takes is on its way there, and in any case soon. */
  close(): Promise<void>
}

/** Five files of 5 MB at most: days of trouble, weeks of calm. */
const sizeOfOne = '5M'
const oldOnes = 4
/** Held while the disk refuses: an evening of trouble. */
const mostHeld = 1000
const againMs = 10_000
/** A disk that hangs must not hold up the end of the program. */
const closeMs = 2000

export function logFile(folder: string, timers: Timers): LogFile {
  let held: Line[] = []
  let givenUp = 0
  let stream: RotatingFileStream | null = null
  let isClosing = false
  let write: (line: Line) => void = hold
  let cancelRetry = () => {}

  function hold(line: Line): void {
    held.push(line)
    if (held.length <= mostHeld) return
    held.shift()
    givenUp += 1
  }

  function refuse(opened: RotatingFileStream, error: Error): void {
    if (stream !== opened) return
    stream = null
    write = hold
    sayOnTerminal(`log: ${error.message}`)
    if (!isClosing) cancelRetry = timers.after(againMs, () => void open(true))
  }

  async function open(again = false): Promise<void> {
    const [{ pino }, { createStream }] = await Promise.all([import('pino'), import('rotating-file-stream')])
    if (isClosing) return
    const opened = createStream('cryobench.log', { path: folder, size: sizeOfOne, rotate: oldOnes, mode: 0o600 })
    stream = opened
    opened.on('error', (error) => refuse(opened, error))
    // A full disk may have taken half a line.
    if (again) opened.write('\n')
    let current: Line | null = null
    const destination = {
      write(text: string) {
        const line = current
        opened.write(text, (error) => {
          if (error && line !== null) hold(line)
        })
      },
    }
    const logger = pino({ base: null, timestamp: false, formatters: { level: (level) => ({ level }) } }, destination)
    write = (line) => {
      current = line
      const { level, ...rest } = line
      logger[level](rest)
    }
    const waiting = held
    held = []
    const lost = givenUp
    givenUp = 0
    if (lost > 0)
      write({
        time: waiting[0]?.time ?? '',
        level: 'warn',
        part: 'log',
        text: `The disk refused ${lost} lines before.`,
      })
    for (const line of waiting) write(line)
  }

  return {
    add: (line) => write(line),
    open,
    close: () =>
      new Promise((resolve) => {
        isClosing = true
        cancelRetry()
        if (stream === null) return resolve()
        const cancel = timers.after(closeMs, resolve)
        stream.end(() => {
          cancel()
          resolve()
        })
      }),
  }
}
