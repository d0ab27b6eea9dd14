// What lies on one reader, told as events from inventories: repeats are folded, and the one-tag rule is kept. Pure: time
// comes in with the inventories. The rule and its reasons: docs/decisions/0010-one-tag-at-a-time.md.
import { assertNever } from '../../../shared/assert-never'
import type { TagId, TagSighting } from '../../../shared/model/reader'
import type { Contents, FieldEvent, FieldRule, FieldState, FieldStep, Present, Replaced, Seen } from './field-state'
import type { Inventory, Malformed } from './reader'

type ContentsStep = readonly [Contents, readonly FieldEvent[]]

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
  const [contents, events] = takeSightings(passed.state.contents, distinct(inventory.sightings), nowMs, rule)
  return { state: { ...passed.state, contents }, events: [...passed.events, ...events] }
}

/** Tells what has left by `nowMs` (monotonic), and that a field which is empty has become quiet. */
export function passTime(state: FieldState, nowMs: number, rule: FieldRule): FieldStep {
  const passed = passPresence(state, nowMs, rule)
  const { contents, unreadableMs } = passed.state
  if (contents.kind !== 'empty' || unreadableMs === undefined || nowMs - unreadableMs < rule.holdMs) return passed
  return { state: { contents, malformed: passed.state.malformed }, events: [...passed.events, { kind: 'quiet' }] }
}

function passPresence(state: FieldState, nowMs: number, rule: FieldRule): FieldStep {
  const isHeld = (seen: Seen) => nowMs - seen.lastMs < rule.holdMs
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
  if (contents.kind === 'one') return contents.present.lastMs + rule.holdMs
  return Math.max(...contents.members.map((member) => member.lastMs)) + rule.holdMs
}

/** The reader is gone, and with it what lay on it. */
export function loseField(state: FieldState): readonly FieldEvent[] {
  return withoutAll(state, 'readerLost').events
}

function withoutAll({ contents, malformed, unreadableMs }: FieldState, why: 'unseen' | 'readerLost'): FieldStep {
  const quiet: readonly FieldEvent[] = unreadableMs === undefined ? [] : [{ kind: 'quiet' }]
  const gone: readonly FieldEvent[] =
    contents.kind === 'one' ? [left(contents.present, why)] : contents.kind === 'several' ? [{ kind: 'cleared' }] : []
  return { state: { contents: { kind: 'empty' }, malformed }, events: [...gone, ...quiet] }
}

const left = (present: Present, why: Extract<FieldEvent, { kind: 'left' }>['why']): FieldEvent => ({
  kind: 'left',
  tag: present.sighting.tag,
  repeats: present.repeats,
  why,
})

const distinct = (sightings: readonly TagSighting[]): readonly TagSighting[] => [
  ...new Map(sightings.map((sighting) => [sighting.tag, sighting])).values(),
]

const isTag = (seen: Seen) => (sighting: TagSighting) => sighting.tag === seen.sighting.tag

function arrive(sighting: TagSighting, nowMs: number, replaced: readonly Replaced[] = []): ContentsStep {
  const present = { sighting, arrivedMs: nowMs, lastMs: nowMs, repeats: 0, missed: false }
  return [{ kind: 'one', present, replaced }, [{ kind: 'arrived', sighting }]]
}

function takeSightings(
  contents: Contents,
  sightings: readonly TagSighting[],
  nowMs: number,
  rule: FieldRule,
): ContentsStep {
  switch (contents.kind) {
    case 'empty':
      return fromEmpty(sightings, nowMs)
    case 'one':
      return fromOne(contents, sightings, nowMs, rule)
    case 'several':
      return fromSeveral(contents, sightings, nowMs, rule)
    default:
      return assertNever(contents)
  }
}

function crowd(sightings: readonly TagSighting[], nowMs: number, withdrawn: readonly TagId[]): ContentsStep {
  const members = sightings.map((sighting) => ({ sighting, lastMs: nowMs }))
  return [{ kind: 'several', members }, [{ kind: 'several', sightings, withdrawn }]]
}

function fromEmpty(sightings: readonly TagSighting[], nowMs: number): ContentsStep {
  const [first, ...others] = sightings
  if (!first) return [{ kind: 'empty' }, []]
  return others.length === 0 ? arrive(first, nowMs) : crowd(sightings, nowMs, [])
}

function fromOne(
  contents: Extract<Contents, { kind: 'one' }>,
  sightings: readonly TagSighting[],
  nowMs: number,
  rule: FieldRule,
): ContentsStep {
  const { present } = contents
  const replaced = contents.replaced.filter((one) => nowMs - one.lastMs < rule.holdMs)
  const [first, ...others] = sightings
  if (!first) return [{ ...contents, present: { ...present, missed: true } }, []]

  const isWatched = nowMs - present.arrivedMs < rule.watchMs
  const isAlone = others.length === 0
  if (isAlone && first.tag === present.sighting.tag) {
    const again = { ...present, sighting: first, lastMs: nowMs, repeats: present.repeats + 1, missed: false }
    // Alone to the end of the watch and seen again: this was a change of vials, and the old one may come back.
    return [{ kind: 'one', present: again, replaced: isWatched ? replaced : [] }, []]
  }

  const returned = replaced.some((one) => sightings.some(isTag(one)))
  const isSwap = isAlone && !returned && (!isWatched || present.missed)
  if (isSwap) {
    const old = { sighting: present.sighting, lastMs: present.lastMs, hasty: isWatched }
    const [next, events] = arrive(first, nowMs, [...replaced, old])
    return [next, [left(present, 'superseded'), ...events]]
  }

  // Alone but not a swap: the one that was there is still there, only not in this inventory.
  const together = isAlone ? distinct([present.sighting, ...replaced.map((one) => one.sighting), first]) : sightings
  const doubtful = [
    ...(isWatched || returned ? [present.sighting.tag] : []),
    ...replaced.filter((one) => one.hasty && together.some(isTag(one))).map((one) => one.sighting.tag),
  ]
  const [next, events] = crowd(together, nowMs, doubtful)
  return [next, [left(present, 'several'), ...events]]
}

function fromSeveral(
  contents: Extract<Contents, { kind: 'several' }>,
  sightings: readonly TagSighting[],
  nowMs: number,
  rule: FieldRule,
): ContentsStep {
  const [first, ...others] = sightings
  const seenNow = new Set(sightings.map((sighting) => sighting.tag))
  const stillHeld = contents.members.filter((member) => !seenNow.has(member.sighting.tag))
  const members = [...stillHeld, ...sightings.map((sighting) => ({ sighting, lastMs: nowMs }))]
  const known = new Set(contents.members.map((member) => member.sighting.tag))
  const joined = sightings.some((sighting) => !known.has(sighting.tag))
  const told: readonly FieldEvent[] = joined
    ? [{ kind: 'several', sightings: members.map((member) => member.sighting), withdrawn: [] }]
    : []

  if (!first || others.length > 0) return [{ kind: 'several', members }, told]
  const before = contents.alone?.tag === first.tag ? contents.alone : undefined
  const alone = { tag: first.tag, sinceMs: before?.sinceMs ?? nowMs, inventories: (before?.inventories ?? 0) + 1 }
  const isSingle = alone.inventories >= rule.aloneInventories && nowMs - alone.sinceMs >= rule.aloneMs
  if (!isSingle) return [{ kind: 'several', members, alone }, told]
  const [next, events] = arrive(first, nowMs)
  return [next, [{ kind: 'single-again', sighting: first }, ...events]]
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
