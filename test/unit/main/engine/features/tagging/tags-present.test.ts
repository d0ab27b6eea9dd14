// What lies on the readers when a procedure is opened: told at once, and never bound by present there.
import { describe, expect, it } from 'vitest'
import type { FieldEvent } from '../../../../../../src/main/engine/readers/field-state'
import type { Change } from '../../../../../../src/shared/api/entities'
import { containerId, facilityId, procedureId, subjectId } from '../../../../../../src/shared/model/ids'
import type { ReaderId, TagId } from '../../../../../../src/shared/model/reader'
import {
  cane1,
  leftReader,
  reader,
  rightReader,
  store1234,
  tag,
  vial,
  vialId,
} from '../../../../../support/builders/store-1234'
import { tempFile } from '../../store/support'
import { type Rig, rig, rigOn, storeAt, usualChanges } from './support'

const id = procedureId(1234)
const sameSubject = procedureId(1235)
const nextSubject = procedureId(1236)
const vialsFrom = (first: number) =>
  [0, 1, 2].map((index) => vial(1, { containerId: containerId(first + index), name: `VL-${first + index}` }))

const known = (number: number, containerName: string, subjectCode: string): Change => ({
  entity: 'knownTag',
  body: {
    tag: tag(number),
    containerId: vialId(number),
    containerName,
    subjectCode,
    facilityId: facilityId(1),
    since: '2026-02-03T08:00:00.000Z',
  },
})
const changes: readonly Change[] = [
  ...usualChanges,
  { entity: 'procedure', body: store1234({ id: sameSubject, vials: vialsFrom(201) }) },
  {
    entity: 'procedure',
    body: store1234({ id: nextSubject, vials: vialsFrom(301), subject: { id: subjectId(9), code: 'SUBJ-0009' } }),
  },
  known(60, 'VL-017', 'SUBJ-0001'),
  known(70, 'VL-900', 'SUBJ-0042'),
]

const several = (...tags: readonly TagId[]): FieldEvent => ({
  kind: 'several',
  how: 'together',
  sightings: tags.map((each) => ({ tag: each, scheme: 'epc', rawHex: each })),
  withdrawn: [],
})
const noise: FieldEvent = { kind: 'malformed', malformed: { reason: 'noise', bytesHex: '00' }, folded: 0 }
const choosePlace = (made: Rig) => made.bench.command((commands) => commands.choosePlace(cane1))
const intents = ({ store }: Rig) => [id, sameSubject, nextSubject].flatMap((each) => store.outbox.unsettled(each))

/** Work on the subject of `id` and `sameSubject` was stopped in the middle, with its place chosen; nothing lies there. */
async function stopped(): Promise<Rig> {
  const made = rig(changes)
  await made.bench.open(id)
  choosePlace(made)
  made.bench.stop()
  return made
}

describe('a tag that lies on the reader when the procedure of a new subject is opened', () => {
  it.each<[string, FieldEvent, string]>([
    ['a free one', { kind: 'arrived', sighting: { tag: tag(1), scheme: 'epc', rawHex: tag(1) } }, 'notClear'],
    [
      'one of another subject',
      { kind: 'arrived', sighting: { tag: tag(70), scheme: 'epc', rawHex: '' } },
      'otherSubject',
    ],
    ['a used one', { kind: 'arrived', sighting: { tag: tag(60), scheme: 'epc', rawHex: '' } }, 'tagInUse'],
    ['several', several(tag(1), tag(2)), 'notClear'],
  ])('%s is refused at once, and heard', async (_name, event, kind) => {
    const made = rig(changes)
    made.happen(event)
    const opened = await made.bench.open(id)
    expect(opened).toMatchObject({ ok: true, value: { step: { kind: 'refused', refusal: { kind } }, resultNumber: 1 } })
    // The screen plays what is newer than what it showed before.
    expect(made.shown.map((each) => each?.resultNumber)).toEqual([0, 1])
    expect(made.cues).toEqual(['refused'])
  })

  it('holds up the work until it has left, and is taken when it comes again', async () => {
    const made = rig(changes)
    made.arrive(tag(1))
    await made.bench.open(id)
    choosePlace(made)
    expect(made.step()).toBe('refused notClear')
    expect(intents(made)).toEqual([])
    made.leave(tag(1))
    expect(made.step()).toBe('expecting VL-001')
    made.arrive(tag(1))
    expect(made.step()).toBe('expecting VL-002')
  })

  it('does not become good when another one is put beside it and taken away', async () => {
    const made = rig(changes)
    made.arrive(tag(1))
    await made.bench.open(id)
    choosePlace(made)
    made.happen({ kind: 'left', tag: tag(1), repeats: 0, why: 'several' })
    made.happen(several(tag(1), tag(2)))
    made.happen({ kind: 'single-again', sighting: { tag: tag(1), scheme: 'epc', rawHex: '' } })
    made.arrive(tag(1))
    expect(made.step()).toBe('refused notClear')
    made.leave(tag(1))
    expect(made.step()).toBe('expecting VL-001')
  })

  it('of another subject is on record as a mix-up', async () => {
    const made = rig(changes)
    made.arrive(tag(70))
    await made.bench.open(id)
    expect(made.store.tagging.events(id).map(({ kind }) => kind)).toEqual(['opened', 'mismatch'])
    made.leave(tag(70))
    expect(made.step()).toBe('needsPlace VL-001')
  })

  it('is the last vial of the subject before: stop', async () => {
    const made = rig(changes)
    await made.bench.open(id)
    choosePlace(made)
    made.arrive(tag(1))
    made.bench.stop()
    await made.bench.open(nextSubject)
    expect(made.step()).toBe('refused otherSubject')
    made.leave(tag(1))
    expect(made.step()).toBe('needsPlace VL-301')
  })

  it('came while another procedure was tagged, and is free: the reader has to be cleared', async () => {
    const made = await stopped()
    made.arrive(tag(5))
    await made.bench.open(nextSubject)
    expect(made.step()).toBe('refused notClear')
  })

  it('has left already: nothing is said', async () => {
    const made = rig(changes)
    made.arrive(tag(70))
    made.leave(tag(70))
    await made.bench.open(id)
    expect(made.step()).toBe('needsPlace VL-001')
    expect(made.shown).toHaveLength(1)
  })

  it('went with its reader: nothing is said', async () => {
    const made = rig(changes)
    made.arrive(tag(70))
    made.happen({ kind: 'left', tag: tag(70), repeats: 0, why: 'readerLost' })
    await made.bench.open(id)
    expect(made.step()).toBe('needsPlace VL-001')
  })
})

describe('a tag that lies on the reader when work on the same subject goes on', () => {
  it('is free, and waits for its place as one that is put on does', async () => {
    const made = rig(changes)
    await made.bench.open(id)
    made.bench.stop()
    made.arrive(tag(1))
    made.happen(noise)
    await made.bench.open(sameSubject)
    expect(made.step()).toBe('needsPlace VL-201')
    expect(intents(made)).toEqual([])
    choosePlace(made)
    expect(made.step()).toBe('expecting VL-202')
    // The read that told of the tag is named, not the unreadable one after it.
    const [tagged] = made.store.tagging.events(sameSubject).filter(({ kind }) => kind === 'tagged')
    expect(tagged).toMatchObject({ tag: tag(1), readId: 1 })
  })

  it('is free, and is not bound unasked where the place is chosen already', async () => {
    const made = await stopped()
    made.arrive(tag(1))
    await made.bench.open(id)
    expect(made.step()).toBe('refused notClear')
    expect(intents(made)).toEqual([])
    made.leave(tag(1))
    made.arrive(tag(1))
    expect(made.step()).toBe('expecting VL-002')
  })

  it('is one of several', async () => {
    const made = await stopped()
    made.happen(several(tag(1), tag(2)))
    await made.bench.open(id)
    expect(made.step()).toBe('refused severalTags')
    made.happen({ kind: 'cleared' })
    expect(made.step()).toBe('expecting VL-001')
  })

  it.each<[string, number, string]>([
    ['is used', 60, 'refused tagInUse'],
    ['belongs to another subject', 70, 'refused otherSubject'],
  ])('%s', async (_name, number, step) => {
    const made = await stopped()
    made.arrive(tag(number))
    await made.bench.open(id)
    expect(made.step()).toBe(step)
    made.leave(tag(number))
    expect(made.step()).toBe('expecting VL-001')
  })

  it('is the one that was tagged last: the work goes on', async () => {
    const made = rig(changes)
    await made.bench.open(id)
    choosePlace(made)
    made.arrive(tag(1))
    made.bench.stop()
    await made.bench.open(id)
    expect(made.step()).toBe('expecting VL-002')
  })

  it('was read before the bench knew what it worked on, and answers the question after a crash', async () => {
    const file = tempFile()
    const before = rig(changes, file)
    await before.bench.open(id)
    choosePlace(before)
    before.arrive(tag(1))
    before.store.close()

    const made = rigOn(storeAt(file))
    made.arrive(tag(1))
    made.bench.resume()
    expect(made.step()).toBe('expecting VL-002')
    expect(made.bench.snapshot()?.last?.kind).toBe('confirmedLast')
  })
})

describe('tags that lie on two readers at opening', () => {
  const opened = async (...present: readonly (readonly [TagId, ReaderId])[]) => {
    const made = rig(changes)
    made.readers([reader(), { ...reader(), id: rightReader }])
    for (const [each, at] of present) made.arrive(each, at)
    await made.bench.open(id)
    choosePlace(made)
    return made
  }

  it('are put right one after the other, the foreign one first', async () => {
    const made = await opened([tag(1), leftReader], [tag(70), rightReader])
    expect(made.step()).toBe('refused otherSubject')
    made.leave(tag(70), rightReader)
    expect(made.step()).toBe('refused notClear')
    made.leave(tag(1), leftReader)
    expect(made.step()).toBe('expecting VL-001')
  })

  it('are forgotten when they leave while the other one is put right', async () => {
    const made = await opened([tag(1), leftReader], [tag(70), rightReader])
    made.leave(tag(1), leftReader)
    expect(made.step()).toBe('refused otherSubject')
    made.leave(tag(70), rightReader)
    expect(made.step()).toBe('expecting VL-001')
  })
})

describe('a tag that is put on one reader while a stop holds on the other', () => {
  it('is judged when the stop is over, and not bound unasked', async () => {
    const made = rig(changes)
    await made.bench.open(id)
    choosePlace(made)
    made.arrive(tag(70), leftReader)
    made.arrive(tag(1), rightReader)
    made.leave(tag(70), leftReader)
    expect(made.step()).toBe('refused notClear')
    expect(intents(made)).toEqual([])
    made.leave(tag(1), rightReader)
    expect(made.step()).toBe('expecting VL-001')
  })

  it('is foreign: the stop goes on', async () => {
    const made = rig(changes)
    await made.bench.open(id)
    made.happen(several(tag(1), tag(2)), leftReader)
    made.arrive(tag(70), rightReader)
    made.happen({ kind: 'cleared' }, leftReader)
    expect(made.step()).toBe('refused otherSubject')
  })
})

describe('an unreadable tag', () => {
  it('is forgotten when the reader is quiet again', async () => {
    const made = await stopped()
    await made.bench.open(id)
    made.happen(noise)
    expect(made.step()).toBe('refused unreadable')
    made.happen({ kind: 'quiet' }, rightReader)
    expect(made.step()).toBe('refused unreadable')
    made.happen({ kind: 'quiet' })
    expect(made.step()).toBe('expecting VL-001')
  })

  it('does not come back with its reader', async () => {
    const made = await stopped()
    await made.bench.open(id)
    made.happen(noise)
    made.happen({ kind: 'quiet' })
    made.readers([])
    expect(made.step()).toBe('refused readerGone')
    made.readers([reader()])
    expect(made.step()).toBe('expecting VL-001')
  })
})
