// What lies on one reader, told as events from inventories: repeats are folded, and the one-tag rule is kept. Pure: time
// comes in with the inventories. The rule and its reasons: docs/decisions/0010-one-tag-at-a-time.md; what follows from sightings is in one-tag.ts.
import { assertNever } from '../../../shared/assert-never'
import { emptyField, type FieldEvent, type FieldRule, type FieldState, type FieldStep, type Seen } from './field-state'
import { hasGap, withRepeat } from './gap'
import { distinct, heardAgain, lastSeenMs, left, takeSightings, unlifted } from './one-tag'
import type { Inventory, Malformed } from './reader'

/** Takes in one inventory. Departures that were due before it are told first. */
export function takeInventory(state: FieldState, inventory: Inventory, rule: FieldRule): FieldStep {
  const nowMs = inventory.at.monotonicMs
  const passed = passTime(state, nowMs, rule)
  // An unreadable part may have hidden a tag: nothing in such an inventory counts as alone, so none of it counts.
  if (inventory.malformed) {
    const told = takeMalformed(passed.state, inventory.malformed, nowMs, rule)
    return { state: { ...told.state, unreadableMs: nowMs }, events: [...passed.events, ...told.events] }
  }
  if (inventory.isKnownEmpty) {
    const gone = withoutAll(passed.state, 'unseen')
    return { state: gone.state, events: [...passed.events, ...gone.events] }
  }
  const sightings = distinct(inventory.sightings)
  const repeatsMs = paceAfter(passed.state, sightings, nowMs)
  const [contents, events] = takeSightings(passed.state.contents, sightings, {
    nowMs,
    repeatsMs,
    unreadableMs: passed.state.unreadableMs,
    rule,
  })
  return { state: { ...passed.state, contents, repeatsMs }, events: [...passed.events, ...events] }
}

/** Only a tag that lay there without a break tells the reader's pace. */
function paceAfter({ contents, repeatsMs }: FieldState, sightings: Inventory['sightings'], nowMs: number) {
  if (contents.kind !== 'one' || contents.present.missed) return repeatsMs
  const isRepeat = sightings.length === 1 && sightings[0]?.tag === contents.present.sighting.tag
  return isRepeat ? withRepeat(repeatsMs, nowMs - contents.present.lastMs) : repeatsMs
}

/** Whether what lay there last has been lifted: the reader has seen nothing for as long as a hand leaves between two vials. */
export function isLifted({ contents, repeatsMs, unreadableMs }: FieldState, nowMs: number, rule: FieldRule): boolean {
  const at = { nowMs, repeatsMs, unreadableMs, rule }
  if (contents.kind === 'empty') return true
  if (contents.kind === 'one') return hasGap(contents.present, at)
  return hasGap({ lastMs: lastSeenMs(contents), missed: contents.missed }, at)
}

/** Tells what has left by `nowMs` (monotonic), and that a field which is empty has become quiet. */
export function passTime(state: FieldState, nowMs: number, rule: FieldRule): FieldStep {
  const passed = passPresence(state, nowMs, rule)
  const { contents, unreadableMs } = passed.state
  if (contents.kind !== 'empty' || unreadableMs === undefined || nowMs - unreadableMs < rule.holdMs) return passed
  const { malformed, repeatsMs } = passed.state
  return { state: { contents, malformed, repeatsMs }, events: [...passed.events, { kind: 'quiet' }] }
}

function passPresence(state: FieldState, nowMs: number, rule: FieldRule): FieldStep {
  // What can't be read is something all the same: it may be what lay there.
  const isHeld = (seen: Seen) => nowMs - Math.max(seen.lastMs, state.unreadableMs ?? seen.lastMs) < rule.holdMs
  const { contents } = state
  switch (contents.kind) {
    case 'empty':
      return { state, events: [] }
    case 'one':
      if (isHeld(contents.present)) return { state, events: [] }
      return { state: { ...state, contents: { kind: 'empty' } }, events: [left(contents.present, 'unseen')] }
    case 'several': {
      const members = contents.members.filter(isHeld)
      if (members.length === 0)
        return { state: { ...state, contents: { kind: 'empty' } }, events: [{ kind: 'cleared' }] }
      return { state: { ...state, contents: { ...contents, members } }, events: [] }
    }
    default:
      return assertNever(contents)
  }
}

/** When `passTime` has something to tell next, on the monotonic clock; undefined if nothing lies on the reader. */
export function nextDueMs({ contents, unreadableMs }: FieldState, rule: FieldRule): number | undefined {
  if (contents.kind === 'empty') return unreadableMs === undefined ? undefined : unreadableMs + rule.holdMs
  const lastMs = contents.kind === 'one' ? contents.present.lastMs : lastSeenMs(contents)
  return Math.max(lastMs, unreadableMs ?? lastMs) + rule.holdMs
}

/** The reader is gone, and with it what lay on it, as far as anybody knows. */
export function loseField(state: FieldState): FieldStep {
  return {
    state: { ...emptyField, contents: unlifted(state.contents) },
    events: withoutAll(state, 'readerLost').events,
  }
}

/** The reader has been opened again. */
export const findField = (state: FieldState, nowMs: number): FieldState => ({
  ...state,
  contents: heardAgain(state.contents, nowMs),
})

function withoutAll(
  { contents, malformed, repeatsMs, unreadableMs }: FieldState,
  why: 'unseen' | 'readerLost',
): FieldStep {
  const quiet: readonly FieldEvent[] = unreadableMs === undefined ? [] : [{ kind: 'quiet' }]
  const gone: readonly FieldEvent[] =
    contents.kind === 'one' ? [left(contents.present, why)] : contents.kind === 'several' ? [{ kind: 'cleared' }] : []
  return { state: { contents: { kind: 'empty' }, malformed, repeatsMs }, events: [...gone, ...quiet] }
}

function takeMalformed(state: FieldState, malformed: Malformed, nowMs: number, rule: FieldRule): FieldStep {
  const before = state.malformed[malformed.reason]
  const isFolded = before !== undefined && nowMs - before.toldMs < rule.malformedMs
  const entry = isFolded ? { ...before, folded: before.folded + 1 } : { toldMs: nowMs, folded: 0 }
  return {
    state: { ...state, malformed: { ...state.malformed, [malformed.reason]: entry } },
    events: isFolded ? [] : [{ kind: 'malformed', malformed, folded: before?.folded ?? 0 }],
  }
}
