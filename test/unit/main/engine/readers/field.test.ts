import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loseField, nextDueMs, passTime } from '../../../../../src/main/engine/readers/field'
import { emptyField, defaultFieldRule as rule } from '../../../../../src/main/engine/readers/field-state'
import { inWords, type Look, lying, run } from './support/field-words'

describe('the one-tag rule', () => {
  const cases: readonly (readonly [string, readonly Look[], readonly string[]])[] = [
    ['a lone tag arrives at once', [[0, 'A']], ['A arrived']],
    ['repeats are folded', lying('A', 0, 1000), ['A arrived']],
    ['two tags at once are several', [[0, 'AB']], ['several AB']],
    [
      'a second tag while the first is watched withdraws the first',
      [
        [0, 'A'],
        [100, 'AB'],
      ],
      ['A arrived', 'A left several', 'several AB, withdrawn A'],
    ],
    [
      'so does a second one alone: nobody changes vials that fast',
      [
        [0, 'A'],
        [50, 'B'],
      ],
      ['A arrived', 'A left several', 'several in turn AB, withdrawn A'],
    ],
    [
      'unless the reader looked in between and saw none',
      [
        [0, 'A'],
        [50, ''],
        [100, 'B'],
      ],
      ['A arrived', 'A left superseded', 'B arrived'],
    ],
    [
      'a second tag beside an established one withdraws nothing',
      [...lying('A', 0, 500), [500, 'AB']],
      ['A arrived', 'A left several after 9 repeats', 'several AB'],
    ],
    [
      'another tag alone is a change of vials',
      [...lying('A', 0, 500), [700, 'B']],
      ['A arrived', 'A left superseded after 9 repeats', 'B arrived'],
    ],
    [
      'without the gap that a hand leaves it is none, and puts in doubt what lay there',
      [...lying('A', 0, 500), [500, 'B']],
      ['A arrived', 'A left several after 9 repeats', 'several in turn AB, withdrawn A'],
    ],
    [
      'nor with one as long as the reader waits between repeats: one that filters them',
      [
        [0, 'A'],
        [400, 'B'],
        [800, 'A'],
      ],
      ['A arrived', 'A left several', 'several in turn AB, withdrawn A'],
    ],
    [
      'it was none if the first is seen again while the second is watched',
      [...lying('A', 0, 500), [700, 'B'], [950, 'A']],
      [
        'A arrived',
        'A left superseded after 9 repeats',
        'B arrived',
        'B left several',
        'several in turn AB, withdrawn B',
      ],
    ],
    [
      'a vial put back after the other lay there alone is a change of vials',
      [...lying('A', 0, 500), ...lying('B', 700, 1200), [1400, 'A']],
      ['A arrived', 'A left superseded after 9 repeats', 'B arrived', 'B left superseded after 9 repeats', 'A arrived'],
    ],
    [
      'both are withdrawn when both arrived in haste',
      [
        [0, 'A'],
        [50, ''],
        [100, 'B'],
        [150, 'A'],
      ],
      ['A arrived', 'A left superseded', 'B arrived', 'B left several', 'several in turn AB, withdrawn AB'],
    ],
    [
      'after several, the one that lay there before must lie alone for 300 ms',
      [
        [0, 'A'],
        [50, 'AB'],
        [100, 'A'],
        [200, 'A'],
        [399, 'A'],
      ],
      ['A arrived', 'A left several', 'several AB, withdrawn A'],
    ],
    [
      'and then arrives again',
      [
        [0, 'A'],
        [50, 'AB'],
        [100, 'A'],
        [200, 'A'],
        [400, 'A'],
      ],
      ['A arrived', 'A left several', 'several AB, withdrawn A', 'single A', 'A arrived'],
    ],
    [
      'any other one must be lifted first: it may be that of the next vial',
      [[0, 'A'], [50, 'AB'], ...lying('B', 100, 3000)],
      ['A arrived', 'A left several', 'several AB, withdrawn A'],
    ],
    [
      'so must one of several that came at once: nothing says which was meant',
      [[0, 'AB'], ...lying('A', 50, 3000)],
      ['several AB'],
    ],
    [
      'and so must each of two that arrived in haste',
      [[0, 'A'], [50, ''], [100, 'B'], [150, 'AB'], ...lying('A', 200, 1000)],
      ['A arrived', 'A left superseded', 'B arrived', 'B left several', 'several AB, withdrawn AB'],
    ],
    [
      'what was lifted and laid down again arrives at once',
      [...lying('A', 0, 500), [500, 'B'], [750, 'A']],
      ['A arrived', 'A left several after 9 repeats', 'several in turn AB, withdrawn A', 'cleared', 'A arrived'],
    ],
    [
      'it takes two inventories, however long apart',
      [
        [0, 'A'],
        [50, 'AB'],
        [500, 'A'],
      ],
      ['A arrived', 'A left several', 'several AB, withdrawn A'],
    ],
    [
      'alone is counted anew when the other shows again',
      [
        [0, 'A'],
        [50, 'AB'],
        [100, 'A'],
        [300, 'B'],
        [500, 'A'],
        [700, 'A'],
        [800, 'A'],
      ],
      ['A arrived', 'A left several', 'several AB, withdrawn A', 'single A', 'A arrived'],
    ],
    [
      'a third tag is told',
      [
        [0, 'AB'],
        [50, 'C'],
        [100, 'AB'],
      ],
      ['several AB', 'several ABC'],
    ],
    [
      'several that all leave are cleared',
      [
        [0, 'AB'],
        [1500, ''],
      ],
      ['several AB', 'cleared'],
    ],
    [
      'a tag that is not seen for 1.5 s has left',
      [
        [0, 'A'],
        [1400, 'A'],
        [2900, ''],
      ],
      ['A arrived', 'A left unseen after 1 repeats'],
    ],
    [
      'a tag missed for a moment has not',
      [
        [0, 'A'],
        [500, ''],
        [1499, 'A'],
      ],
      ['A arrived'],
    ],
    [
      'a tag that left arrives again',
      [
        [0, 'A'],
        [1500, 'A'],
      ],
      ['A arrived', 'A left unseen', 'A arrived'],
    ],
    [
      'unreadable reports are told once a second',
      [
        [0, '!'],
        [10, '!'],
        [20, '!'],
        [1000, '!'],
      ],
      ['malformed', 'malformed after 2 folded'],
    ],
    [
      'the field is quiet when nothing came after an unreadable report for as long as a tag is held',
      [
        [0, '!'],
        [1000, '!'],
        [2499, ''],
        [2500, ''],
        [9000, ''],
      ],
      ['malformed', 'malformed', 'quiet'],
    ],
    [
      'while a tag lies there, it is not',
      [
        [0, 'A'],
        [500, '!'],
        [1400, 'A'],
        [2100, 'A'],
        [3600, ''],
      ],
      ['A arrived', 'malformed', 'A left unseen after 2 repeats', 'quiet'],
    ],
    [
      'of a field that is known to be empty, nothing is held',
      [
        [0, 'A'],
        [10, '0'],
        [20, 'B'],
        [30, 'AB'],
        [40, '0'],
        [50, '0'],
      ],
      ['A arrived', 'A left unseen', 'B arrived', 'B left several', 'several AB, withdrawn B', 'cleared'],
    ],
    ['a tag in a partly unreadable report may not be alone: it does not arrive', [[0, 'A!']], ['malformed']],
  ]

  it.each(cases)('%s', (_name, looks, words) => {
    expect(run(looks).words).toEqual(words)
  })

  it('says when time alone has something to tell', () => {
    const { state } = run([
      [0, 'A'],
      [100, 'A'],
    ])
    expect(nextDueMs(state, rule)).toBe(1600)
    expect(passTime(state, 1599, rule).events).toEqual([])
    expect(passTime(state, 1600, rule).events.map(inWords)).toEqual(['A left unseen after 1 repeats'])
    expect(nextDueMs(emptyField, rule)).toBeUndefined()
    expect(nextDueMs(run([[0, '!']]).state, rule)).toBe(1500)
  })

  it('lets what lay on a lost reader leave', () => {
    expect(loseField(run([[0, 'A']]).state).events.map(inWords)).toEqual(['A left readerLost'])
    expect(loseField(run([[0, 'AB']]).state).events.map(inWords)).toEqual(['cleared'])
    expect(loseField(run([[0, '!']]).state).events.map(inWords)).toEqual(['quiet'])
  })
})

describe('for any course of things', () => {
  const look = (longestGapMs: number) =>
    fc.tuple(fc.integer({ min: 1, max: longestGapMs }), fc.subarray(['A', 'B', 'C']))
  const course = (longestGapMs: number) =>
    fc.array(look(longestGapMs), { maxLength: 40 }).map((steps) => {
      let ms = 0
      return steps.map(([gap, tags]): Look => {
        ms += gap
        return [ms, tags.join('')]
      })
    })

  it('each arrival is followed by a departure before the next arrival of any tag', () => {
    fc.assert(
      fc.property(course(2000), (looks) => {
        let present: string | undefined
        for (const event of run(looks).events) {
          if (event.kind === 'arrived') {
            expect(present).toBeUndefined()
            present = event.sighting.tag
          } else if (event.kind === 'left') {
            expect(event.tag).toBe(present)
            present = undefined
          } else if (event.kind === 'several' || event.kind === 'single-again') expect(present).toBeUndefined()
        }
      }),
    )
  })

  it('while two tags lie there, none arrives once they were told as several, however they take turns', () => {
    // Each tag shows at least every 300 ms, which is what "lies there" means to the rule.
    const turns = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'AB'), fc.integer({ min: 1, max: 100 })), {
      minLength: 5,
      maxLength: 60,
    })
    fc.assert(
      fc.property(turns, (steps) => {
        let ms = 0
        const aloneBefore: string[] = []
        const looks = steps.map(([wanted, gap]): Look => {
          const isThird = aloneBefore.length === 2 && aloneBefore.every((tag) => tag === wanted)
          const tags = isThird ? 'AB' : wanted
          if (tags === 'AB' || tags !== aloneBefore[0]) aloneBefore.length = 0
          if (tags !== 'AB') aloneBefore.push(tags)
          ms += gap
          return [ms, tags]
        })
        const { events } = run(looks)
        const first = events.findIndex((event) => event.kind === 'several')
        expect(first).toBeGreaterThanOrEqual(0)
        expect(events.slice(first).filter((event) => event.kind === 'arrived')).toEqual([])
        const arrived = events.flatMap((event) => (event.kind === 'arrived' ? [event.sighting.tag] : []))
        const withdrawn = events.flatMap((event) => (event.kind === 'several' ? event.withdrawn : []))
        expect(withdrawn).toEqual(arrived)
      }),
    )
  })

  it('the order of tags within an inventory and repeats within it change nothing', () => {
    const withShuffle = course(600).chain((looks) =>
      fc.tuple(
        fc.constant(looks),
        fc.tuple(...looks.map(([, tags]) => fc.shuffledSubarray([...tags, ...tags], { minLength: tags.length * 2 }))),
      ),
    )
    fc.assert(
      fc.property(withShuffle, ([looks, shuffled]) => {
        const other = looks.map(([ms], index): Look => [ms, (shuffled[index] ?? []).join('')])
        expect(run(other).words).toEqual(run(looks).words)
      }),
    )
  })
})
