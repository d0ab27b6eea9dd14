// What the shell itself remembers between starts: mode, window, colour scheme and language. Losing it loses a convenience, except for the mode.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '../../platform/system-ports'
import type { Timers } from '../../shared/ports'
import { ok } from '../../shared/result'
import type { Settings } from '../../shared/views/settings'
import { type DiskRefusal, replaceOnDisk, type Written } from './disk'
import { languageOf } from './switches'

export interface Remembered {
  readonly mode: 'demo' | 'bench' | null
  readonly scheme: Settings['scheme']
  /** So that the window speaks it before the engine has said what is set. */
  readonly language: Settings['language']
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
  readonly maximized: boolean
}

const nothing: Remembered = { mode: null, scheme: 'system', language: 'system', bounds: null, maximized: false }

export interface Memory {
  read(): Remembered
  /** Holds for this run in any case. What the disk refuses is tried again until it takes it. */
  keep(change: Partial<Remembered>): Written
  /** Once more what the disk has refused, and then no more. */
  end(): void
}

export interface MemoryNeeds {
  readonly timers?: Timers
  /** The first of several refusals. */
  readonly onRefused?: (refusal: DiskRefusal) => void
}

const againMs = 10_000

export function shellMemory(dataDir: string, needs: MemoryNeeds = {}): Memory {
  const { timers = systemTimers, onRefused = () => undefined } = needs
  const path = join(dataDir, 'shell.json')
  let current: Remembered | null = null
  let isRefused = false
  let isEnding = false
  let cancelRetry = () => {}
  const read = (): Remembered => {
    current ??= fromDisk(path)
    return current
  }
  const write = (): Written => {
    cancelRetry()
    const written = replaceOnDisk(path, JSON.stringify(current))
    if (!written.ok && !isRefused) onRefused(written.problem)
    isRefused = !written.ok
    if (isRefused && !isEnding) cancelRetry = timers.after(againMs, () => void write())
    return written
  }
  return {
    read,
    keep(change) {
      const next = { ...read(), ...change }
      if (!isRefused && JSON.stringify(next) === JSON.stringify(current)) return ok(null)
      current = next
      return write()
    },
    end() {
      isEnding = true
      cancelRetry()
      if (isRefused) write()
    },
  }
}

function fromDisk(path: string): Remembered {
  try {
    return rememberedIn(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // Not there yet, or cut short by a power failure of long ago: the defaults do.
    return nothing
  }
}

/** Total: each part that is not of its shape is as if it were not there. By hand: a parser's library would hold up the window. */
function rememberedIn(value: unknown): Remembered {
  if (typeof value !== 'object' || value === null) return nothing
  const { mode, scheme, language, bounds, maximized }: { readonly [Name in keyof Remembered]?: unknown } = value
  return {
    mode: mode === 'demo' || mode === 'bench' ? mode : null,
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : 'system',
    language: typeof language === 'string' ? languageOf(language) : 'system',
    bounds: boundsIn(bounds),
    maximized: maximized === true,
  }
}

const leastSize = 200

function boundsIn(value: unknown): Remembered['bounds'] {
  if (typeof value !== 'object' || value === null) return null
  const {
    x,
    y,
    width,
    height,
  }: { readonly x?: unknown; readonly y?: unknown; readonly width?: unknown; readonly height?: unknown } = value
  if (!isInteger(x) || !isInteger(y) || !isInteger(width) || !isInteger(height)) return null
  return width < leastSize || height < leastSize ? null : { x, y, width, height }
}

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value)
