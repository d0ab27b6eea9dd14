// One vial, two readers, quick hands: reports of real fields through the bench, and what it calls saved.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFieldRule, type FieldRule } from '../../../../../../src/main/engine/readers/field-state'
import { WatchedField } from '../../../../../../src/main/engine/readers/watched-field'
import { procedureId } from '../../../../../../src/shared/model/ids'
import type { ReaderId } from '../../../../../../src/shared/model/reader'
import { cane1, leftReader, reader, rightReader, tag } from '../../../../../support/builders/store-1234'
import { type Rig, rig } from './support'

const id = procedureId(1234)
const polled: FieldRule = { ...defaultFieldRule, gap: 'emptyInventory' }

/** A bench whose readers are real fields: tags are laid on them in time. */
async function bench(rule: FieldRule = defaultFieldRule) {
  const made = rig()
  made.readers([reader(), reader({ id: rightReader, seat: 'right' })])
  await made.bench.open(id)
  made.bench.command((commands) => commands.choosePlace(cane1))
  const fieldAt = (at: ReaderId) =>
    new WatchedField({
      clock: made.time,
      timers: made.time,
      rule,
      isVialTag: (each) => made.store.mirror.tagPurpose(each) === 'vial',
      journal: () => undefined,
      onEvent: (event) => made.happen(event, at),
      notTaken: (error) => {
        throw error
      },
    })
  const fields = new Map([leftReader, rightReader].map((at) => [at, fieldAt(at)]))
  const report = (numbers: readonly number[], at: ReaderId = leftReader) => {
    fields.get(at)?.apply({
      sightings: numbers.map((number) => ({ tag: tag(number), scheme: 'epc', rawHex: tag(number) })),
      reportHex: '00',
      at: { wallMs: made.time.wallMs(), monotonicMs: made.time.monotonicMs() },
    })
    for (const [each, field] of fields) {
      if (field.isLifted()) made.lifted.add(each)
      else made.lifted.delete(each)
    }
  }
  /** Reported every 50 ms for so long, by one reader or by both. */
  const lies = async (number: number, ms: number, ...at: readonly ReaderId[]) => {
    for (let passed = 0; passed < ms; passed += 50) {
      for (const each of at.length > 0 ? at : [leftReader]) report([number], each)
      await made.time.advance(50)
    }
  }
  return { made, report, lies }
}

const saved = (made: Rig) => made.bench.snapshot()?.vials.flatMap(({ vial }) => vial.tag ?? []) ?? []
const results = (made: Rig) =>
  made.shown.flatMap((snapshot) => (snapshot?.last?.kind === 'accepted' ? [snapshot.last.vialName] : []))

describe('one unmoved vial', () => {
  it.each([
    ['every 450 ms', 450, defaultFieldRule],
    ['once after 2 s', 2000, defaultFieldRule],
    ['every 700 ms, at a polled reader', 700, polled],
  ] as const)(
    'whose identity changes %s is not saved as two, and what was saved is taken back',
    async (_name, every, rule) => {
      const { made, lies } = await bench(rule)
      for (const number of [1, 2, 3, 4]) await lies(number, every)
      expect(saved(made)).toEqual([])
      expect(new Set(results(made))).toEqual(new Set(['VL-001']))
      expect(made.step()).toBe('refused tagChanged')
      expect(made.bench.snapshot()?.step).toMatchObject({ vial: { name: 'VL-001' }, refusal: { withdrawn: 'VL-001' } })
      expect(made.store.outbox.unsettled(id).map(({ body }) => body.kind)).toEqual(['tag.assign', 'tag.release'])
    },
  )

  it('is saved when it was lifted and laid down again', async () => {
    const { made, lies } = await bench()
    await lies(1, 500)
    await lies(2, 500)
    await made.time.advance(300)
    await lies(1, 500)
    expect(saved(made)).toEqual([tag(1)])
    expect(made.step()).toBe('expecting VL-002')
  })

  it('whatever it is read as and however often, leaves at most one vial saved', async () => {
    const course = fc.array(fc.tuple(fc.integer({ min: 1, max: 180 }), fc.constantFrom(1, 1, 1, 2, 3, 4)), {
      maxLength: 40,
    })
    await fc.assert(
      fc.asyncProperty(course, fc.boolean(), async (steps, isPolled) => {
        const { made, report } = await bench(isPolled ? polled : defaultFieldRule)
        for (const [ms, number] of steps) {
          await made.time.advance(ms)
          report([number])
        }
        expect(saved(made).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})

describe('a hand that is too quick', () => {
  it.each([0, 50, 100, 150])(
    'changes vials within %i ms: the first is taken back, and the second does not get its vial',
    async (ms) => {
      const { made, report, lies } = await bench()
      for (const at of [0, 50, 50]) {
        await made.time.advance(at)
        report([1])
      }
      await made.time.advance(20 + ms)
      await lies(2, 5000)
      expect(saved(made)).toEqual([])
      expect(new Set(results(made))).toEqual(new Set(['VL-001']))
      expect(made.step()).toBe('refused tagChanged')
    },
  )

  it('lays the next vial beside the first: only the first is confirmed when it is alone again', async () => {
    const { made, report, lies } = await bench()
    report([1])
    await made.time.advance(100)
    report([1, 2])
    await made.time.advance(50)
    await lies(2, 2000)
    expect(saved(made)).toEqual([])
    expect(made.step()).toBe('refused severalTags')
    await lies(1, 500)
    expect(saved(made)).toEqual([tag(1)])
  })

  it('as quick as hands are saves every vial at once', async () => {
    const { made, report, lies } = await bench()
    for (const number of [1, 2, 3]) {
      report([number])
      expect(saved(made)).toHaveLength(number)
      await lies(number, 400)
      await made.time.advance(250)
    }
    expect(saved(made)).toEqual([tag(1), tag(2), tag(3)])
  })
})

describe('two readers on one bench', () => {
  it('with different tags within 200 ms: neither is saved, whichever came first', async () => {
    const { made, report } = await bench()
    report([1], leftReader)
    await made.time.advance(150)
    report([1], leftReader)
    report([2], rightReader)
    expect(saved(made)).toEqual([])
    expect(made.bench.snapshot()?.step).toMatchObject({
      vial: { name: 'VL-001' },
      refusal: { kind: 'severalTags', tags: [{ tag: tag(1) }, { tag: tag(2) }], withdrawn: 'VL-001' },
    })
    expect(made.store.outbox.unsettled(id).map(({ body }) => body.kind)).toEqual(['tag.assign', 'tag.release'])
  })

  it('goes on when both were lifted, with whichever reader comes next', async () => {
    const { made, report, lies } = await bench()
    report([1], leftReader)
    report([2], rightReader)
    await made.time.advance(2000)
    expect(made.step()).toBe('expecting VL-001')
    await lies(1, 400, rightReader)
    expect(saved(made)).toEqual([tag(1)])
  })

  it('asks for the one that stays there to be lifted too', async () => {
    const { made, lies, report } = await bench()
    report([1], leftReader)
    report([2], rightReader)
    await lies(1, 2000, leftReader)
    expect(made.step()).toBe('refused notClear')
    await made.time.advance(2000)
    expect(made.step()).toBe('expecting VL-001')
  })

  it('with a saved vial still on one of them takes no other', async () => {
    const { made, lies } = await bench()
    await lies(1, 1000, leftReader)
    for (const number of [2, 2, 2]) {
      await lies(1, 50, leftReader)
      await lies(number, 50, rightReader)
    }
    expect(saved(made)).toEqual([tag(1)])
    expect(made.step()).toBe('refused severalTags')
    expect(made.bench.snapshot()?.step).toMatchObject({ refusal: { withdrawn: null } })
  })

  it('that both see it tell of one read', async () => {
    const { made, lies } = await bench()
    await lies(1, 1000, leftReader, rightReader)
    expect(saved(made)).toEqual([tag(1)])
    expect(made.bench.snapshot()).toMatchObject({ last: { kind: 'accepted' }, resultNumber: 1 })
    expect(made.store.journal.unconcluded()).toEqual([])
  })

  it('of which one tells late: the same tag, and not one that is in use', async () => {
    const { made, lies, report } = await bench()
    await lies(1, 400, leftReader)
    await made.time.advance(250)
    await lies(2, 400, leftReader)
    report([1], rightReader)
    expect(made.bench.snapshot()).toMatchObject({ last: { kind: 'sameAgain', vialName: 'VL-001' } })
    expect(made.step()).toBe('expecting VL-003')
    expect(saved(made)).toEqual([tag(1), tag(2)])
  })

  it('keeps a refusal as long as one of them sees the tag', async () => {
    const { made, lies } = await bench()
    await lies(1, 400, leftReader)
    await made.time.advance(2000)
    await lies(2, 400, leftReader)
    await made.time.advance(2000)
    await lies(1, 400, leftReader, rightReader)
    expect(made.step()).toBe('refused tagInUse')
    await lies(1, 2000, rightReader)
    expect(made.step()).toBe('refused tagInUse')
    await made.time.advance(2000)
    expect(made.step()).toBe('expecting VL-003')
  })
})

describe('a badge', () => {
  async function withBadge() {
    const rig = await bench()
    rig.made.store.mirror.apply([{ entity: 'tagPurpose', body: { tag: tag(80), purpose: 'badge' } }], {
      epoch: 'e',
      n: 2,
    })
    return rig
  }

  it('alone on the reader is answered, and the vial laid beside it is saved', async () => {
    const { made, report } = await withBadge()
    report([80])
    expect(made.step()).toBe('refused otherPurpose')
    await made.time.advance(50)
    report([80, 1])
    await made.time.advance(400)
    expect(saved(made)).toEqual([tag(1)])
    expect(made.step()).toBe('expecting VL-002')
  })

  it('that is taken away leaves the work as it was', async () => {
    const { made, lies } = await withBadge()
    await lies(80, 500)
    await made.time.advance(2000)
    expect(made.step()).toBe('expecting VL-001')
    expect(saved(made)).toEqual([])
  })

  it('where nobody is tagging is told, and no longer when it has left', async () => {
    const { made, lies } = await withBadge()
    made.bench.stop()
    await lies(80, 200)
    expect(made.found.at(-1)).toEqual({ kind: 'otherPurpose', tag: tag(80), purpose: 'badge' })
    await made.time.advance(2000)
    expect(made.found.at(-1)).toBeNull()
  })
})
