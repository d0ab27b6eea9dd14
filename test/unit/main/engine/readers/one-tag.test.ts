// One vial whose identity flickers, hands that change vials quickly, and hands that change them as hands do.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLifted } from '../../../../../src/main/engine/readers/field'
import { defaultFieldRule, type FieldEvent, type FieldRule } from '../../../../../src/main/engine/readers/field-state'
import { type Look, lying, run } from './support/field-words'

const polled: FieldRule = { ...defaultFieldRule, gap: 'emptyInventory' }

/** What would stay saved if each arrival were a vial: those that arrived and were not withdrawn. */
function saved(events: readonly FieldEvent[]): readonly string[] {
  const tags: string[] = []
  for (const event of events) {
    if (event.kind === 'arrived' && !tags.includes(event.sighting.tag)) tags.push(event.sighting.tag)
    if (event.kind === 'several')
      for (const tag of event.withdrawn) if (tags.includes(tag)) tags.splice(tags.indexOf(tag), 1)
  }
  return tags
}

/** One unmoved vial, reported every `everyMs`; `changes`: from when on it is read as what. */
const unmoved = (everyMs: number, untilMs: number, changes: readonly Look[]): readonly Look[] =>
  Array.from({ length: Math.ceil(untilMs / everyMs) }, (_, index): Look => {
    const ms = index * everyMs
    return [ms, changes.findLast(([from]) => from <= ms)?.[1] ?? 'A']
  })

describe('an unmoved vial whose identity flickers', () => {
  it.each<[string, readonly Look[], FieldRule]>([
    [
      'every 450 ms, at a push reader',
      unmoved(50, 2000, [
        [0, 'A'],
        [450, 'B'],
        [900, 'C'],
        [1350, 'D'],
      ]),
      defaultFieldRule,
    ],
    [
      'once after 2 s, at a push reader',
      unmoved(50, 4000, [
        [0, 'A'],
        [2000, 'B'],
      ]),
      defaultFieldRule,
    ],
    [
      'every 700 ms, at a polled reader',
      unmoved(100, 2800, [
        [0, 'A'],
        [700, 'B'],
        [1400, 'C'],
      ]),
      polled,
    ],
    [
      'with each report, one every 450 ms',
      unmoved(450, 2000, [
        [0, 'A'],
        [450, 'B'],
        [900, 'C'],
        [1350, 'D'],
      ]),
      defaultFieldRule,
    ],
    [
      'at a reader that pauses between its reports',
      unmoved(400, 6000, [
        [0, 'A'],
        [2000, 'B'],
        [4000, 'C'],
      ]),
      defaultFieldRule,
    ],
    [
      'with unreadable reports in between',
      [...lying('A', 0, 500), [500, '!'], [600, '!'], [700, '!'], [800, 'B']],
      defaultFieldRule,
    ],
  ])('%s: is no second vial, and the first is withdrawn', (_name, looks, rule) => {
    const { events } = run(looks, rule)
    expect(events.filter(({ kind }) => kind === 'arrived')).toHaveLength(1)
    expect(saved(events)).toEqual([])
  })

  it('stays in doubt until it was lifted, however long it is read as the same', () => {
    const { events, words } = run([...lying('A', 0, 500), [500, 'B'], ...lying('A', 550, 8000)])
    expect(saved(events)).toEqual([])
    expect(words.at(-1)).toBe('several in turn AB, withdrawn A')
  })

  it('says so again when it flickers again', () => {
    const { words } = run([...lying('A', 0, 500), [500, 'B'], ...lying('A', 550, 4000), [4000, 'B']])
    expect(words.slice(3)).toEqual(['several in turn AB'])
  })

  /** Reports so close that none of the pauses is a gap: below 200 ms, or below three times the shortest. */
  const paces = fc.oneof(
    fc.constant({ least: 1, most: 199 }),
    fc.integer({ min: 5, max: 480 }).map((least) => ({ least, most: Math.max(least, Math.floor(least * 2.9)) })),
  )
  const course = paces.chain(({ least, most }) =>
    fc.array(fc.tuple(fc.integer({ min: least, max: most }), fc.constantFrom('A', 'A', 'A', 'B', 'C', 'D', '!')), {
      maxLength: 80,
    }),
  )
  const looksOf = (steps: readonly (readonly [number, string])[]): readonly Look[] => {
    let ms = 0
    return steps.map(([gap, tags]): Look => {
      ms += gap
      return [ms, tags]
    })
  }

  it('never ends with more than one vial saved, whatever its reports and their pace', () => {
    fc.assert(
      fc.property(course, (steps) => {
        expect(saved(run(looksOf(steps)).events).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 2000 },
    )
  })

  it('nor at a polled reader, however it pauses', () => {
    const anyPace = fc.array(
      fc.tuple(fc.integer({ min: 20, max: 1400 }), fc.constantFrom('A', 'A', 'B', 'C', 'AB', '!')),
      {
        maxLength: 80,
      },
    )
    fc.assert(
      fc.property(anyPace, (steps) => {
        expect(saved(run(looksOf(steps), polled).events).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a hand that changes vials', () => {
  it.each([0, 50, 100, 150])(
    'too quickly, %i ms after the first: neither is saved, and the second is not taken for the first',
    (pauseMs) => {
      const { events } = run([...unmoved(20, 121, [[0, 'A']]), ...lying('B', 120 + pauseMs, 5000)])
      expect(events.flatMap((event) => (event.kind === 'arrived' ? [event.sighting.tag] : []))).toEqual(['AAAA'])
      expect(saved(events)).toEqual([])
    },
  )

  it('quickly beside the other, seen together for a moment: only the first can be confirmed', () => {
    const start: readonly Look[] = [
      [0, 'A'],
      [50, 'A'],
      [100, 'AB'],
    ]
    expect(saved(run([...start, ...lying('B', 150, 3000)]).events)).toEqual([])
    expect(saved(run([...start, ...lying('A', 150, 3000)]).events)).toEqual(['AAAA'])
  })

  it('lifts one, leaves a gap and lays down the next: each arrives with its first report', () => {
    const hand = fc.record({
      everyMs: fc.integer({ min: 20, max: 100 }),
      vials: fc.array(fc.record({ lies: fc.integer({ min: 4, max: 30 }), restMs: fc.integer({ min: 0, max: 1300 }) }), {
        minLength: 2,
        maxLength: 4,
      }),
    })
    fc.assert(
      fc.property(hand, ({ everyMs, vials }) => {
        let ms = 0
        const looks: Look[] = []
        const firstReports: number[] = []
        for (const [index, { lies, restMs }] of vials.entries()) {
          firstReports.push(ms)
          // As long as a hand takes at least to lay it down.
          const reports = Math.max(lies, Math.ceil(defaultFieldRule.watchMs / everyMs) + 1)
          for (let report = 0; report < reports; report++) looks.push([ms + report * everyMs, 'ABCD'.charAt(index)])
          ms += (reports - 1) * everyMs + Math.max(200, 3 * everyMs) + restMs
        }
        const { events } = run(looks)
        expect(saved(events)).toHaveLength(vials.length)
        // No wait is added to any of them.
        const arrivals = looks.filter((_, index) => {
          const before = run(looks.slice(0, index)).events
          return run(looks.slice(0, index + 1))
            .events.slice(before.length)
            .some(({ kind }) => kind === 'arrived')
        })
        expect(arrivals.map(([at]) => at)).toEqual(firstReports)
      }),
      { numRuns: 50 },
    )
  })

  it('at a polled reader leaves an inventory without a tag', () => {
    const looks: readonly Look[] = [...lying('A', 0, 500), [500, ''], ...lying('B', 600, 1100), [1100, ''], [1200, 'C']]
    expect(saved(run(looks, polled).events)).toEqual(['AAAA', 'BBBB', 'CCCC'])
  })
})

describe('whether the last vial was lifted', () => {
  const at = (looks: readonly Look[], ms: number, rule = defaultFieldRule) => isLifted(run(looks, rule).state, ms, rule)

  it('is known when a push reader was silent for three repeats, at least 200 ms', () => {
    expect(at(lying('A', 0, 500), 649)).toBe(false)
    expect(at(lying('A', 0, 500), 650)).toBe(true)
    expect(at(unmoved(100, 500, [[0, 'A']]), 699)).toBe(false)
    expect(at(unmoved(100, 500, [[0, 'A']]), 700)).toBe(true)
    expect(at([[0, 'A']], 1499)).toBe(false)
    expect(
      at(
        [
          [0, 'AB'],
          [10, 'AB'],
        ],
        1509,
      ),
    ).toBe(false)
    expect(at([], 0)).toBe(true)
  })

  it('is known of a polled reader when it said that it sees none', () => {
    expect(at(lying('A', 0, 500), 1400, polled)).toBe(false)
    expect(at([...lying('A', 0, 500), [500, '']], 500, polled)).toBe(true)
    expect(
      at(
        [
          [0, 'AB'],
          [100, ''],
        ],
        100,
        polled,
      ),
    ).toBe(true)
  })
})

describe('a reader that was lost with a tag on it, and is opened again', () => {
  const lost: readonly Look[] = [...lying('A', 0, 500), [500, '-']]
  const gone = ['A arrived', 'A left readerLost after 9 repeats']
  it.each<[string, readonly Look[], readonly string[], FieldRule?]>([
    ['tells the tag again that lay there', [...lost, [9000, '+'], [9050, 'A']], [...gone, 'A arrived']],
    [
      'does not believe another one: the same vial may be read differently',
      [...lost, [9000, '+'], [9050, 'B'], [9100, 'B'], [9150, 'B']],
      [...gone, 'several in turn B'],
    ],
    [
      'nor any, where it was in doubt already',
      [
        [0, 'A'],
        [50, 'B'],
        [100, '-'],
        [9000, '+'],
        [9050, 'A'],
      ],
      ['A arrived', 'A left several', 'several in turn AB, withdrawn A', 'cleared', 'several in turn A'],
    ],
    [
      'nor after it was lost twice',
      [...lost, [9000, '+'], [9050, '-'], [20_000, '+'], [20_050, 'B']],
      [...gone, 'several in turn B'],
    ],
    [
      'until it has been empty for as long as a tag is held',
      [...lost, [9000, '+'], [10_500, 'B']],
      [...gone, 'B arrived'],
    ],
    [
      'or, where it is asked, has seen none',
      [...lost, [9000, '+'], [9050, ''], [9100, 'B']],
      [...gone, 'B arrived'],
      polled,
    ],
    [
      'and where it is asked, for that alone',
      [...lost, [9000, '+'], [99_000, 'B']],
      [...gone, 'several in turn B'],
      polled,
    ],
    [
      'lifted and laid again, it counts',
      [...lost, [9000, '+'], [9050, 'B'], [9100, ''], [9200, 'B']],
      [...gone, 'several in turn B', 'cleared', 'B arrived'],
    ],
    [
      'that was empty has nothing to doubt',
      [
        [0, '-'],
        [100, '+'],
        [150, 'B'],
      ],
      ['B arrived'],
    ],
  ])('%s', (_, looks, words, rule = defaultFieldRule) => {
    expect(run(looks, rule).words).toEqual(words)
  })
})
