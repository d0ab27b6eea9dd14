// All that lies on one reader: the tags that the one-tag rule is about, and beside them those that are for something else, which only have
// an answer of their own where no vial lies. Pure.
import { findField, loseField, nextDueMs, passTime, takeInventory } from './field'
import { emptyField, type FieldEvent, type FieldRule, type FieldState } from './field-state'
import type { Inventory } from './reader'
import { asides, type IsVialTag, ofVials } from './vial-tags'

export interface WholeField {
  readonly vials: FieldState
  readonly aside: FieldState
}

export interface WholeStep {
  readonly state: WholeField
  readonly events: readonly FieldEvent[]
}

export const emptyWhole: WholeField = { vials: emptyField, aside: emptyField }

export function takeReport(state: WholeField, report: Inventory, isVialTag: IsVialTag, rule: FieldRule): WholeStep {
  const inventory = ofVials(report, isVialTag, rule.gap)
  const vials = inventory === null ? unchanged(state.vials) : takeInventory(state.vials, inventory, rule)
  const beside = takeInventory(state.aside, asides(report, isVialTag), rule)
  const hasVial = vials.state.contents.kind !== 'empty'
  return {
    // What lay beside a vial is told when the vial is gone and it still lies there: as if it came then.
    state: { vials: vials.state, aside: hasVial ? emptyField : beside.state },
    events: hasVial
      ? [...asideAfter(state.aside), ...vials.events]
      : [...vials.events, ...beside.events.flatMap(ofAside)],
  }
}

export function passWholeTime(state: WholeField, nowMs: number, rule: FieldRule): WholeStep {
  const [vials, aside] = [passTime(state.vials, nowMs, rule), passTime(state.aside, nowMs, rule)]
  return {
    state: { vials: vials.state, aside: aside.state },
    events: [...vials.events, ...aside.events.flatMap(ofAside)],
  }
}

/** When `passWholeTime` has something to tell next, on the monotonic clock; undefined if nothing lies on the reader. */
export function nextWholeDueMs({ vials, aside }: WholeField, rule: FieldRule): number | undefined {
  const due = [nextDueMs(vials, rule), nextDueMs(aside, rule)].filter((ms) => ms !== undefined)
  return due.length === 0 ? undefined : Math.min(...due)
}

/** Only a vial's tag can be mistaken for another's. */
export function loseWhole({ vials, aside }: WholeField): WholeStep {
  const lost = loseField(vials)
  return {
    state: { vials: lost.state, aside: emptyField },
    events: [...lost.events, ...loseField(aside).events.flatMap(ofAside)],
  }
}

export const findWhole = ({ vials, aside }: WholeField, nowMs: number): WholeField => ({
  vials: findField(vials, nowMs),
  aside,
})

const unchanged = (state: FieldState) => ({ state, events: [] })

const asideAfter = ({ contents }: FieldState): readonly FieldEvent[] =>
  contents.kind === 'empty' ? [] : [{ kind: 'asideLeft' }]

/** What a field of tags that are for something else tells: the first of them, and that none is there any more. */
function ofAside(event: FieldEvent): readonly FieldEvent[] {
  if (event.kind === 'arrived') return [{ kind: 'aside', sighting: event.sighting }]
  if (event.kind === 'several') return event.sightings.slice(0, 1).map((sighting) => ({ kind: 'aside', sighting }))
  const isGone =
    event.kind === 'cleared' || (event.kind === 'left' && (event.why === 'unseen' || event.why === 'readerLost'))
  return isGone ? [{ kind: 'asideLeft' }] : []
}
