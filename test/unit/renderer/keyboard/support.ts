// Keys as a keyboard sends them, and the guard between them and the window, on a clock that the test moves.
import { KeyGuard, type Outcome, type Verdict } from '../../../../src/renderer/keyboard/key-guard'
import type { Place, Stroke } from '../../../../src/renderer/keyboard/stroke'

export interface Key extends Partial<Stroke> {
  readonly key: string
  /** Milliseconds after the key before. */
  readonly after: number
}

export const codeOf = (key: string): string =>
  /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key === ' ' ? 'Space' : key

export interface Heard {
  /** In the order of the keys; modifiers left out. */
  readonly verdicts: readonly { readonly key: string; readonly verdict: Verdict }[]
  /** Keys that have done something: passed where they were typed, or carried out after they were held back. */
  readonly acted: readonly string[]
  /** Milliseconds between such a held key and its effect. */
  readonly delays: readonly number[]
  readonly scans: readonly string[]
  readonly taken: number
}

const isModifier = (key: string) => /^(Shift|CapsLock|Control|Alt|AltGraph|Meta)$/.test(key)

/** Types the keys into the place, and then nothing for a second. */
export function typed(keys: readonly Key[], place: Place): Heard {
  const guard = new KeyGuard<Stroke>()
  const verdicts: { key: string; verdict: Verdict }[] = []
  const acted: string[] = []
  const delays: number[] = []
  const scans: string[] = []
  let taken = 0
  let nowMs = 1000
  const hear = (outcomes: readonly Outcome<Stroke>[]) => {
    for (const outcome of outcomes) {
      if (outcome.kind === 'act') {
        acted.push(outcome.stroke.key)
        delays.push(nowMs - outcome.stroke.atMs)
      } else if (outcome.kind === 'scanned') {
        scans.push(outcome.strokes.flatMap(({ key, chord }) => (key.length === 1 && !chord ? key : [])).join(''))
      } else taken += 1
    }
  }
  const waitUntil = (thenMs: number) => {
    for (let due = guard.dueMs(); due !== null && due <= thenMs; due = guard.dueMs()) {
      nowMs = due
      hear(guard.tick(due))
    }
    nowMs = thenMs
  }
  for (const { after, ...key } of keys) {
    waitUntil(nowMs + after)
    hear(guard.settle(nowMs))
    const stroke = { code: codeOf(key.key), place, shift: false, chord: false, repeat: false, atMs: nowMs, ...key }
    const { verdict, outcomes } = guard.down(stroke)
    if (!isModifier(key.key)) {
      verdicts.push({ key: key.key, verdict })
      if (verdict === 'pass') acted.push(key.key)
    }
    hear(outcomes)
  }
  waitUntil(nowMs + 1000)
  return { verdicts, acted, delays, scans, taken }
}

/** The text, one key after the other. */
export const keysOf = (text: string, gapMs: number): readonly Key[] => [...text].map((key) => ({ key, after: gapMs }))
