// Every read answers: with a result on the panel, or with the card of what lies on the reader.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldEvent } from '../../../../../../src/main/engine/readers/field-state'
import type { Change } from '../../../../../../src/shared/api/entities'
import { facilityId, procedureId } from '../../../../../../src/shared/model/ids'
import type { ReaderId, TagId } from '../../../../../../src/shared/model/reader'
import {
  cane1,
  leftReader,
  noon,
  place,
  reader,
  rightReader,
  store1234,
  subject1,
  tag,
  vial,
  vialId,
} from '../../../../../support/builders/store-1234'
import { tempFile } from '../../store/support'
import { type Rig, rig, rigOn, storeAt, usualChanges } from './support'

const id = procedureId(1234)
const knownTag = (number: number, containerName: string, subjectCode: string, facility: number): Change => ({
  entity: 'knownTag',
  body: {
    tag: tag(number),
    containerId: vialId(number),
    containerName,
    subjectCode,
    facilityId: facilityId(facility),
    since: noon,
  },
})
const changes: readonly Change[] = [
  ...usualChanges,
  knownTag(4, 'VL-017', 'SUBJ-0001', 1),
  knownTag(5, 'VL-900', 'SUBJ-0042', 1),
  knownTag(60, 'VL-660', 'SUBJ-0077', 2),
]
const sighting = (number: number) => ({ tag: tag(number), scheme: 'epc' as const, rawHex: tag(number) })
const several = (how: 'together' | 'inTurn', ...numbers: readonly number[]): FieldEvent => ({
  kind: 'several',
  how,
  sightings: numbers.map(sighting),
  withdrawn: [],
})
const noise: FieldEvent = { kind: 'malformed', malformed: { reason: 'noise', bytesHex: '00' }, folded: 0 }
const last = (made: Rig) => made.bench.snapshot()?.last
const choosePlace = (made: Rig) => made.bench.command((commands) => commands.choosePlace(cane1))

async function opened(): Promise<Rig> {
  const made = rig(changes)
  await made.bench.open(id)
  return made
}

describe('a vial that is laid down', () => {
  it('before a place is chosen waits for it, says so as long as it lies there, and is saved then', async () => {
    const made = await opened()
    made.arrive(tag(1))
    expect(made.bench.snapshot()).toMatchObject({
      step: { kind: 'needsPlace' },
      last: { kind: 'waits', vialName: 'VL-001', why: 'none' },
      resultNumber: 1,
    })
    expect(made.shown.at(-1)).toMatchObject({ resultNumber: 1 })
    expect(made.cues).toEqual(['refused'])
    made.leave(tag(1))
    expect(made.shown.at(-1)?.last).toBeNull()
    made.arrive(tag(1))
    choosePlace(made)
    expect(last(made)).toMatchObject({ kind: 'accepted', vialName: 'VL-001' })
  })

  it('while the cane is full says that', async () => {
    const made = rig([
      ...changes.filter(({ entity }) => entity !== 'cane'),
      { entity: 'cane', body: { ...cane1, capacity: 1 } },
    ])
    await made.bench.open(id)
    choosePlace(made)
    made.arrive(tag(1))
    made.leave(tag(1))
    made.arrive(tag(2))
    expect(last(made)).toMatchObject({ kind: 'waits', vialName: 'VL-002', why: 'full' })
  })

  it('with only skipped vials left is asked which of them it is', async () => {
    const made = await opened()
    choosePlace(made)
    for (let skips = 0; skips < 3; skips++) made.bench.command((commands) => commands.skip())
    made.arrive(tag(1))
    expect(made.bench.snapshot()).toMatchObject({
      step: { kind: 'onlySkipped' },
      last: { kind: 'onlySkipped', vials: 3 },
      resultNumber: 1,
    })
    made.bench.command((commands) => commands.goTo(vialId(2)))
    expect(made.step()).toBe('refused notClear')
    made.leave(tag(1))
    made.arrive(tag(1))
    expect(last(made)).toMatchObject({ kind: 'accepted', vialName: 'VL-002' })
  })

  it('again after it was saved is saved already', async () => {
    const made = await opened()
    choosePlace(made)
    made.arrive(tag(1))
    made.leave(tag(1))
    made.arrive(tag(1))
    expect(made.bench.snapshot()).toMatchObject({ last: { kind: 'sameAgain', vialName: 'VL-001' }, resultNumber: 2 })
    expect(made.step()).toBe('expecting VL-002')
  })

  it('while a refusal stands on another reader is refused for that', async () => {
    const made = await opened()
    made.readers([reader(), reader({ id: rightReader, seat: 'right' })])
    choosePlace(made)
    made.arrive(tag(5))
    made.arrive(tag(1), rightReader)
    expect(made.bench.snapshot()).toMatchObject({ last: { refusal: { kind: 'otherSubject' } }, resultNumber: 2 })
  })
})

describe('what lies on the reader where nobody is tagging', () => {
  const container: Change = {
    entity: 'container',
    body: {
      id: vialId(9),
      name: 'VL-009',
      description: '',
      subject: subject1,
      tag: tag(9),
      taggedAt: noon,
      place: place(6),
      storedAt: noon,
      version: 1,
    },
  }
  const bench = () => rig([...changes, container])

  it('is shown until it has left', () => {
    const made = bench()
    made.arrive(tag(9))
    expect(made.found).toMatchObject([{ kind: 'vial', container: { name: 'VL-009' } }])
    made.leave(tag(9))
    expect(made.found.at(-1)).toBeNull()
    expect(made.found).toHaveLength(2)
  })

  it('with others beside it is no longer that vial', () => {
    const made = bench()
    made.arrive(tag(9))
    made.happen({ kind: 'left', tag: tag(9), repeats: 0, why: 'several' })
    made.happen(several('together', 9, 1, 2))
    expect(made.found.at(-1)).toEqual({ kind: 'several', tags: [tag(9), tag(1), tag(2)], changed: false })
    made.happen({ kind: 'cleared' })
    expect(made.found.at(-1)).toBeNull()
  })

  it('with another one on the other reader is several too, until one of them has left', () => {
    const made = bench()
    made.arrive(tag(9), leftReader)
    made.arrive(tag(1), rightReader)
    expect(made.found.at(-1)).toEqual({ kind: 'several', tags: [tag(9), tag(1)], changed: false })
    made.leave(tag(1), rightReader)
    expect(made.found.at(-1)).toMatchObject({ kind: 'vial', container: { name: 'VL-009' } })
  })

  it('is known by what central has told since, without being told again', () => {
    const made = rig(changes)
    expect(made.bench.onReader()).toBeNull()
    made.arrive(tag(9))
    expect(made.bench.onReader()).toEqual({ kind: 'freeTag', tag: tag(9) })
    made.store.mirror.apply([container], { epoch: 'e', n: 2 })
    expect(made.bench.onReader()).toMatchObject({ kind: 'vial', container: { name: 'VL-009', storedAt: noon } })
    expect(made.found).toHaveLength(1)
    made.leave(tag(9))
    expect(made.bench.onReader()).toBeNull()
  })

  it('on two readers is the one that stays, whichever of them is lifted', () => {
    const made = bench()
    made.arrive(tag(1), leftReader)
    made.arrive(tag(9), rightReader)
    expect(made.found.at(-1)).toMatchObject({ kind: 'several' })
    made.leave(tag(1), leftReader)
    expect(made.found.at(-1)).toMatchObject({ kind: 'vial', container: { name: 'VL-009' } })
  })

  it('is replaced by the next', () => {
    const made = bench()
    made.arrive(tag(9))
    made.happen({ kind: 'left', tag: tag(9), repeats: 3, why: 'superseded' })
    made.arrive(tag(1))
    expect(made.found.at(-1)).toEqual({ kind: 'freeTag', tag: tag(1) })
  })

  it("is another facility's vial: not free, though the bench has no row of it", () => {
    const made = bench()
    made.arrive(tag(60))
    expect(made.found).toEqual([
      {
        kind: 'namedVial',
        tag: tag(60),
        vial: { name: 'VL-660', subjectCode: 'SUBJ-0077', since: noon },
        inOtherFacility: true,
        openProcedure: null,
      },
    ])
  })

  it('is a vial that was tagged here a moment ago, of which central has not told yet', async () => {
    const made = bench()
    await made.bench.open(id)
    choosePlace(made)
    made.arrive(tag(1))
    made.leave(tag(1))
    made.bench.stop()
    made.arrive(tag(1))
    expect(made.found).toMatchObject([
      { kind: 'namedVial', vial: { name: 'VL-001' }, inOtherFacility: false, openProcedure: id },
    ])
  })

  it('is unreadable, until nothing is there any more', () => {
    const made = bench()
    made.happen(noise)
    expect(made.found).toEqual([{ kind: 'unreadable', why: 'noise' }])
    made.happen({ kind: 'quiet' })
    expect(made.found.at(-1)).toBeNull()
    made.happen({ kind: 'malformed', malformed: { reason: 'randomId', bytesHex: '08000000' }, folded: 0 })
    expect(made.found.at(-1)).toEqual({ kind: 'unreadable', why: 'randomId' })
  })

  it('keeps its card when a repeat of it is unreadable', () => {
    const made = bench()
    made.arrive(tag(9))
    made.happen(noise)
    made.happen({ kind: 'quiet' })
    expect(made.found).toHaveLength(1)
  })

  it('is unreadable for another reason, and says that one', () => {
    const made = bench()
    made.happen(noise)
    made.happen(noise)
    expect(made.found).toHaveLength(1)
    made.happen({ kind: 'malformed', malformed: { reason: 'randomId', bytesHex: '08000000' }, folded: 0 })
    expect(made.found.at(-1)).toEqual({ kind: 'unreadable', why: 'randomId' })
    made.happen({ kind: 'quiet' })
    expect(made.found.at(-1)).toBeNull()
  })

  it('keeps its card when a badge is laid on the other reader, which is told when the vial is gone', () => {
    const made = bench()
    made.store.mirror.apply([{ entity: 'tagPurpose', body: { tag: tag(80), purpose: 'badge' } }], { epoch: 'e', n: 2 })
    const badge: FieldEvent = { kind: 'aside', sighting: sighting(80) }
    made.arrive(tag(9), leftReader)
    made.happen(badge, rightReader)
    expect(made.found).toMatchObject([{ kind: 'vial' }])
    made.leave(tag(9), leftReader)
    expect(made.found.at(-1)).toMatchObject({ kind: 'otherPurpose', purpose: 'badge' })
    made.happen({ kind: 'asideLeft' }, rightReader)
    expect(made.found.at(-1)).toBeNull()
    made.arrive(tag(9), leftReader)
    made.happen(badge, rightReader)
    made.happen({ kind: 'asideLeft' }, rightReader)
    made.leave(tag(9), leftReader)
    expect(made.found.at(-1)).toBeNull()
  })

  it('can’t be kept by a full disk, and says so: once while it lies there, again when it is laid down again', async () => {
    const made = bench()
    const full = { kind: 'notSaved', why: 'full' }
    made.breakDisk(true)
    const lay = () => expect(() => made.arrive(tag(9))).toThrow()
    lay()
    await made.time.advance(100)
    lay()
    expect(made.found).toMatchObject([full])
    expect(made.bench.onReader()).toMatchObject(full)
    await made.time.advance(2000)
    lay()
    expect(made.found).toMatchObject([full, full])
    made.breakDisk(false)
    made.arrive(tag(9))
    expect(made.found.at(-1)).toMatchObject({ kind: 'vial', container: { name: 'VL-009' } })
    made.leave(tag(9))
    expect(made.bench.onReader()).toBeNull()
  })

  it('beside a vial that lay there before, can’t be kept, and says so when that vial is gone too', () => {
    const made = bench()
    made.arrive(tag(9), rightReader)
    made.breakDisk(true)
    expect(() => made.arrive(tag(1), leftReader)).toThrow()
    made.leave(tag(9), rightReader)
    expect(made.bench.onReader()).toMatchObject({ kind: 'notSaved' })
  })

  it('makes room for tagging', async () => {
    const made = bench()
    made.arrive(tag(9))
    made.leave(tag(9))
    await made.bench.open(id)
    made.arrive(tag(9))
    expect(made.found.at(-1)).toBeNull()
    expect(made.step()).toBe('refused tagInUse')
  })
})

describe('whatever is read, in whatever state', () => {
  type Act =
    | { readonly kind: 'read'; readonly event: FieldEvent; readonly at: ReaderId }
    | { readonly kind: 'leave'; readonly number: number; readonly at: ReaderId }
    | {
        readonly kind: 'command'
        readonly name: 'undo' | 'skip' | 'goTo' | 'place' | 'open' | 'stop' | 'wait' | 'crash' | 'lift'
      }
  const at = fc.constantFrom(leftReader, leftReader, rightReader)
  const number = fc.constantFrom(1, 1, 2, 3, 4, 5, 60)
  const event = fc.oneof(
    { weight: 6, arbitrary: number.map((each): FieldEvent => ({ kind: 'arrived', sighting: sighting(each) })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('together' as const, 'inTurn' as const), fc.subarray([1, 2, 3, 4, 5], { minLength: 2 }))
        .map(([how, numbers]) => several(how, ...numbers)),
    },
    { weight: 1, arbitrary: fc.constant(noise) },
  )
  const act: fc.Arbitrary<Act> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('read' as const), event, at }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('leave' as const), number, at }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('command' as const),
        name: fc.constantFrom('undo', 'skip', 'goTo', 'place', 'open', 'stop', 'wait', 'crash', 'lift'),
      }),
    },
  )

  async function command(made: Rig, file: string, name: Extract<Act, { kind: 'command' }>['name']): Promise<Rig> {
    switch (name) {
      case 'undo':
        made.bench.command((commands) => commands.undo())
        return made
      case 'skip':
        made.bench.command((commands) => commands.skip())
        return made
      case 'goTo':
        made.bench.goTo(vialId(2))
        return made
      case 'place':
        choosePlace(made)
        return made
      case 'open':
        await made.bench.open(id)
        return made
      case 'stop':
        made.bench.stop()
        return made
      case 'wait':
        await made.time.advance(400)
        return made
      case 'lift':
        made.lifted.add(leftReader)
        made.lifted.add(rightReader)
        return made
      case 'crash': {
        const next = rigOn(storeAt(file))
        next.bench.resume()
        return next
      }
    }
  }

  it('there is an answer: a new result, a card, or the one that the other reader has just got for the same tag', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const file = tempFile()
        let made = rig(changes, file)
        /** By reader, the tags that it has told of and that have not left. A reader that was lifted and is heard again may still have them. */
        const lies = new Map<ReaderId, readonly TagId[]>()
        for (const each of acts) {
          if (each.kind === 'command') {
            made = await command(made, file, each.name)
            if (each.name === 'crash') lies.clear()
            continue
          }
          // What does not lie there can't leave, and tells nothing of the reader.
          if (each.kind === 'leave' && lies.get(each.at)?.[0] !== tag(each.number)) continue
          made.lifted.delete(each.at)
          if (each.kind === 'leave') {
            made.leave(tag(each.number), each.at)
            lies.delete(each.at)
            continue
          }
          const { event, at } = each
          const results = made.bench.snapshot()?.resultNumber ?? 0
          const cards = made.found.length
          const isCardShown = (made.found.at(-1) ?? null) !== null
          const isOnOther =
            event.kind === 'arrived' &&
            [...lies].some(
              ([other, tags]) => other !== at && !made.lifted.has(other) && tags.includes(event.sighting.tag),
            )
          made.happen(event, at)
          if (event.kind === 'arrived') lies.set(at, [event.sighting.tag])
          if (event.kind === 'several')
            lies.set(
              at,
              event.sightings.map((one) => one.tag),
            )
          const isAnswered =
            (made.bench.snapshot()?.resultNumber ?? 0) > results ||
            made.found.length > cards ||
            isOnOther ||
            (event.kind === 'malformed' && isCardShown)
          expect(isAnswered, JSON.stringify(each)).toBe(true)
          expect(made.store.journal.unconcluded()).toEqual([])
        }
      }),
      { numRuns: 80 },
    )
  }, 180_000)
})

describe('the last tag asked for once more after a crash', () => {
  it('is asked for at its own position, on its own cane', async () => {
    const file = tempFile()
    const other: Change = { entity: 'cane', body: { ...cane1, cane: 'CN2', capacity: 6 } }
    const before = rig([...changes, other], file)
    await before.bench.open(id)
    choosePlace(before)
    expect(before.bench.snapshot()?.position).toBe(1)
    before.arrive(tag(1))
    expect(before.bench.snapshot()?.position).toBe(2)
    before.bench.command((commands) => commands.choosePlace({ ...cane1, cane: 'CN2' }))
    expect(before.bench.snapshot()).toMatchObject({ place: { cane: 'CN2' }, position: 1 })
    const made = rigOn(storeAt(file))
    made.bench.resume()
    expect(made.step()).toBe('confirmLast VL-001')
    expect(made.bench.snapshot()).toMatchObject({ place: cane1, position: 1 })
    made.arrive(tag(1))
    expect(made.bench.snapshot()).toMatchObject({ place: { cane: 'CN2' }, position: 1 })
  })

  it('has no position without a cane, and on a full one', async () => {
    const made = await opened()
    expect(made.bench.snapshot()?.position).toBeNull()
    const full = rig([
      ...usualChanges.slice(0, 1),
      { entity: 'cane', body: { ...cane1, capacity: 1 } },
      ...usualChanges.slice(2, 3),
      { entity: 'procedure', body: store1234({ vials: [vial(1), vial(2)] }) },
    ])
    await full.bench.open(id)
    choosePlace(full)
    full.arrive(tag(1))
    expect(full.bench.snapshot()).toMatchObject({ step: { kind: 'needsPlace', why: 'full' }, position: null })
  })
})
