import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFieldRule, type FieldRule } from '../../../../../src/main/engine/readers/field-state'
import {
  emptyWhole,
  loseWhole,
  nextWholeDueMs,
  passWholeTime,
  takeReport,
} from '../../../../../src/main/engine/readers/whole-field'
import { inventory, inWords, type Look, lying, run } from './support/field-words'

/** D and C are badges. */
const isVialTag = (tag: string) => !/^[CD]/.test(tag)
const polled: FieldRule = { ...defaultFieldRule, gap: 'emptyInventory' }

function whole(looks: readonly Look[], untilMs: number, rule: FieldRule = defaultFieldRule) {
  let state = emptyWhole
  const events = looks.flatMap((look) => {
    const passed = passWholeTime(state, look[0], rule)
    const step = takeReport(passed.state, inventory(look), isVialTag, rule)
    state = step.state
    return [...passed.events, ...step.events]
  })
  const passed = passWholeTime(state, untilMs, rule)
  return { state: passed.state, words: [...events, ...passed.events].map(inWords) }
}

describe('a tag that is for something else', () => {
  const cases: readonly (readonly [string, readonly Look[], readonly string[]])[] = [
    ['alone has an answer, once, until it has left', lying('D', 0, 500), ['aside D', 'asideLeft']],
    ['is the first of two', [[0, 'CD']], ['aside C', 'asideLeft']],
    [
      'beside a vial says nothing',
      [[0, 'AD'], ...lying('AD', 50, 300)],
      ['A arrived', 'A left unseen after 5 repeats'],
    ],
    [
      'makes way for a vial, which it never puts in doubt',
      [...lying('D', 0, 500), ...lying('AD', 500, 700)],
      ['aside D', 'asideLeft', 'A arrived', 'A left unseen after 3 repeats'],
    ],
    [
      'is told when the vial beside it has gone',
      [...lying('AD', 0, 200), ...lying('D', 200, 2000)],
      ['A arrived', 'A left unseen after 3 repeats', 'aside D', 'asideLeft'],
    ],
    [
      'has left the moment that a vial comes alone',
      [...lying('D', 0, 200), ...lying('A', 200, 300)],
      ['aside D', 'asideLeft', 'A arrived', 'A left unseen after 1 repeats'],
    ],
  ]
  it.each(cases)('%s', (_what, looks, words) => {
    expect(whole(looks, 10_000).words).toEqual(words)
  })

  it('alone on a reader that is asked is told too, and has left when nothing is seen for as long as a tag is held', () => {
    expect(whole([...lying('D', 0, 300), ...lying('', 300, 2000)], 2000, polled).words).toEqual([
      'aside D',
      'asideLeft',
    ])
  })

  it('goes with its reader, and asks for its own time', () => {
    const { state } = whole([[0, 'D']], 0)
    expect(nextWholeDueMs(state, defaultFieldRule)).toBe(defaultFieldRule.holdMs)
    expect(nextWholeDueMs(emptyWhole, defaultFieldRule)).toBeUndefined()
    expect(loseWhole(state).events.map(inWords)).toEqual(['asideLeft'])
  })

  it('never changes what is told of vials', () => {
    const look = fc.tuple(
      fc.integer({ min: 1, max: 900 }),
      fc.constantFrom('A', 'B', 'AB', '!'),
      fc.constantFrom('', 'D', 'CD'),
    )
    fc.assert(
      fc.property(fc.array(look, { maxLength: 30 }), (steps) => {
        let atMs = 0
        const looks = steps.map(([ms, vials, others]) => {
          atMs += ms
          return { vials: [atMs, vials] as const, all: [atMs, vials + others] as const }
        })
        const ofVials = whole(
          looks.map(({ all }) => all),
          atMs,
        ).words.filter((word) => !word.startsWith('aside'))
        const alone = run(looks.map(({ vials }) => vials)).words
        expect(ofVials).toEqual(alone)
      }),
    )
  })
})
