// When a reader has seen nothing for so long that a hand was there. A hand always leaves such a gap between two vials; a tag
// whose identity flickers does not (docs/decisions/0072-a-change-needs-a-gap.md). Pure.
import type { FieldRule } from './field-state'

/** Times between repeats that are remembered: enough for one late report not to count as the reader's pace. */
const remembered = 8

/** `repeatsMs` and one more time between two reports of the same tag. */
export const withRepeat = (repeatsMs: readonly number[], ms: number): readonly number[] =>
  [...repeatsMs, ms].slice(-remembered)

/**
 * How long a reader that only reports tags must be silent before another tag counts as another vial's: three of its repeat
 * intervals, at least 200 ms. As long as a tag is held where its pace is not known yet: one report says nothing of it.
 */
export function gapMs(repeatsMs: readonly number[], rule: FieldRule): number {
  const sorted = [...repeatsMs].sort((one, other) => one - other)
  const usual = sorted[Math.floor(sorted.length / 2)]
  if (usual === undefined) return rule.holdMs
  return Math.min(rule.holdMs, Math.max(rule.gapMs, rule.gapRepeats * usual))
}

/** A moment, and what is known of the reader by then. */
export interface At {
  readonly nowMs: number
  readonly repeatsMs: readonly number[]
  /** Of its last unreadable report: that was something, and so no gap. */
  readonly unreadableMs: number | undefined
  readonly rule: FieldRule
}

export interface Silence {
  readonly lastMs: number
  /** The reader has since said that it sees no tag. */
  readonly missed: boolean
}

/** Whether a hand was there since the tag was seen last. */
export function hasGap({ lastMs, missed }: Silence, { nowMs, repeatsMs, unreadableMs, rule }: At): boolean {
  if (missed) return true
  const sinceMs = Math.max(lastMs, unreadableMs ?? lastMs)
  return rule.gap === 'silence' && nowMs - sinceMs >= gapMs(repeatsMs, rule)
}
