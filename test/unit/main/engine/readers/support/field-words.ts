// A reader's field in words: what was seen when, and what the field told of it.
import { findField, loseField, takeInventory } from '../../../../../../src/main/engine/readers/field'
import {
  defaultFieldRule,
  emptyField,
  type FieldEvent,
  type FieldRule,
  type FieldState,
  type FieldStep,
} from '../../../../../../src/main/engine/readers/field-state'
import type { Inventory } from '../../../../../../src/main/engine/readers/reader'
import { parseTagId } from '../../../../../../src/shared/model/tag'

/** At a time, these tags: `A`, `AB`, `` for a look that saw none, `!` for an unreadable report, `0` for a known empty field; `-`: the
 * reader is lost, `+`: opened again. */
export type Look = readonly [ms: number, tags: string]

const names: Record<string, string> = { A: 'AAAA', B: 'BBBB', C: 'CCCC', D: 'DDDD' }
const nameOf = (tag: string) => tag.charAt(0)

export function inventory([ms, tags]: Look): Inventory {
  const sightings = [...tags].flatMap((name) => {
    const tag = parseTagId(names[name] ?? '')
    return tag ? [{ tag, scheme: 'epc' as const, rawHex: tag }] : []
  })
  const malformed = tags.includes('!') ? { malformed: { reason: 'noise' as const, bytesHex: '00' } } : {}
  const known = tags === '0' ? { isKnownEmpty: true as const } : {}
  return { sightings, ...malformed, ...known, reportHex: '', at: { wallMs: 0, monotonicMs: ms } }
}

export function inWords(event: FieldEvent): string {
  switch (event.kind) {
    case 'arrived':
      return `${nameOf(event.sighting.tag)} arrived`
    case 'left':
      return `${nameOf(event.tag)} left ${event.why}${event.repeats ? ` after ${event.repeats} repeats` : ''}`
    case 'several': {
      const withdrawn = event.withdrawn.map(nameOf).sort().join('')
      return `several${event.how === 'inTurn' ? ' in turn' : ''} ${event.sightings
        .map((one) => nameOf(one.tag))
        .sort()
        .join('')}${withdrawn && `, withdrawn ${withdrawn}`}`
    }
    case 'single-again':
      return `single ${nameOf(event.sighting.tag)}`
    case 'malformed':
      return `malformed${event.folded ? ` after ${event.folded} folded` : ''}`
    case 'aside':
      return `aside ${nameOf(event.sighting.tag)}`
    case 'cleared':
    case 'quiet':
    case 'asideLeft':
      return event.kind
  }
}

function stepAt(state: FieldState, look: Look, rule: FieldRule): FieldStep {
  const [ms, what] = look
  if (what === '-') return loseField(state)
  return what === '+' ? { state: findField(state, ms), events: [] } : takeInventory(state, inventory(look), rule)
}

export function run(looks: readonly Look[], rule: FieldRule = defaultFieldRule) {
  let state: FieldState = emptyField
  const events = looks.flatMap((look) => {
    const step = stepAt(state, look, rule)
    state = step.state
    return step.events
  })
  return { state, events, words: events.map(inWords) }
}

/** A tag lying alone for a second, seen every 50 ms. */
export const lying = (tag: string, fromMs: number, toMs: number): readonly Look[] =>
  Array.from({ length: (toMs - fromMs) / 50 }, (_, index) => [fromMs + index * 50, tag] as const)
