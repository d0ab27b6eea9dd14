// What readers do in hard cases: several of them, tags that come back, readers that go away.
import { describe, expect, it } from 'vitest'
import type { FieldEvent } from '../../../../../../src/main/engine/readers/field-state'
import type { Change } from '../../../../../../src/shared/api/entities'
import { facilityId, procedureId } from '../../../../../../src/shared/model/ids'
import type { TagId } from '../../../../../../src/shared/model/reader'
import { cane1, leftReader, reader, rightReader, tag, vialId } from '../../../../../support/builders/store-1234'
import { type Rig, rig, usualChanges } from './support'

const id = procedureId(1234)
const foreign: Change = {
  entity: 'knownTag',
  body: {
    tag: tag(70),
    containerId: vialId(70),
    containerName: 'VL-900',
    subjectCode: 'SUBJ-0042',
    facilityId: facilityId(1),
    since: '2026-02-03T08:00:00.000Z',
  },
}

async function opened(withPlace = true): Promise<Rig> {
  const made = rig([...usualChanges, foreign])
  await made.bench.open(id)
  if (withPlace) made.bench.command((commands) => commands.choosePlace(cane1))
  return made
}
const intents = ({ store }: Rig) => store.outbox.unsettled(id).map(({ body }) => body.kind)
const several = (withdrawn: readonly TagId[], ...tags: readonly TagId[]): FieldEvent => ({
  kind: 'several',
  how: 'together',
  sightings: tags.map((each) => ({ tag: each, scheme: 'epc', rawHex: each })),
  withdrawn,
})
const lost = (id: TagId): FieldEvent => ({ kind: 'left', tag: id, repeats: 0, why: 'readerLost' })
const tagOf = (made: Rig, index: number) => made.bench.snapshot()?.vials[index]?.vial.tag

describe('two readers', () => {
  it('give two vials their tags, one after the other', async () => {
    const made = await opened()
    made.arrive(tag(1), leftReader)
    await made.time.advance(1000)
    made.lifted.add(leftReader)
    made.arrive(tag(2), rightReader)
    expect([tagOf(made, 0), tagOf(made, 1)]).toEqual([tag(1), tag(2)])
  })

  it('do not bind one tag twice', async () => {
    const made = await opened()
    made.arrive(tag(1), leftReader)
    made.arrive(tag(1), rightReader)
    expect(made.step()).toBe('expecting VL-002')
    expect(made.bench.snapshot()?.tagged).toBe(1)
  })

  it('do not say which of two waiting vials is meant', async () => {
    const made = await opened(false)
    made.arrive(tag(1), leftReader)
    made.arrive(tag(2), rightReader)
    made.bench.command((commands) => commands.choosePlace(cane1))
    expect(made.bench.snapshot()?.tagged).toBe(0)
    made.leave(tag(2), rightReader)
    made.leave(tag(1), leftReader)
    made.arrive(tag(1), leftReader)
    expect(tagOf(made, 0)).toBe(tag(1))
  })

  it('leave the one waiting vial when the other has gone', async () => {
    const made = await opened(false)
    made.arrive(tag(1), leftReader)
    made.arrive(tag(2), rightReader)
    made.leave(tag(2), rightReader)
    made.bench.command((commands) => commands.choosePlace(cane1))
    expect(tagOf(made, 0)).toBe(tag(1))
  })

  it('do not clear the other one of its refusal', async () => {
    const made = await opened()
    made.happen(several([], tag(1), tag(2)), leftReader)
    made.happen({ kind: 'cleared' }, rightReader)
    made.arrive(tag(3), rightReader)
    expect(made.step()).toBe('refused severalTags')
    expect(intents(made)).toEqual([])
  })
})

describe('a vial that the other reader sees too', () => {
  it('is answered when the one that saw several is clear: nobody asked for it, so it is lifted first', async () => {
    const made = await opened()
    made.happen(several([], tag(1), tag(2)), leftReader)
    made.arrive(tag(1), rightReader)
    made.happen({ kind: 'cleared' }, leftReader)
    expect(made.step()).toBe('refused notClear')
    made.leave(tag(1), rightReader)
    expect(made.step()).toBe('expecting VL-001')
    made.arrive(tag(1), rightReader)
    expect(tagOf(made, 0)).toBe(tag(1))
  })

  it('is taken when the one that saw several sees it alone again', async () => {
    const made = await opened()
    const [sighting] = [{ tag: tag(1), scheme: 'epc', rawHex: tag(1) }] as const
    made.happen(several([], tag(1), tag(2)), leftReader)
    made.arrive(tag(1), rightReader)
    made.happen({ kind: 'single-again', sighting }, leftReader)
    made.arrive(tag(1), leftReader)
    expect(tagOf(made, 0)).toBe(tag(1))
    expect(made.step()).toBe('expecting VL-002')
  })
})

describe('a tag that comes back', () => {
  it('long after it was taken, beside another one, is not taken from its vial', async () => {
    const made = await opened()
    made.arrive(tag(1))
    await made.time.advance(5000)
    made.leave(tag(1))
    made.arrive(tag(1))
    made.happen(several([tag(1)], tag(1), tag(2)))
    expect(made.bench.snapshot()).toMatchObject({ tagged: 1, step: { refusal: { withdrawn: null } } })
    expect(intents(made)).toEqual(['tag.assign'])
  })

  it('after it was undone, is taken at once', async () => {
    const made = await opened()
    made.arrive(tag(1))
    made.leave(tag(1))
    made.bench.command((commands) => commands.undo())
    made.arrive(tag(1))
    expect(tagOf(made, 0)).toBe(tag(1))
  })

  it('is never a tag that the organization uses for something else, online or not', async () => {
    const made = await opened()
    made.store.mirror.apply([{ entity: 'tagPurpose', body: { tag: tag(80), purpose: 'badge' } }], { epoch: 'e', n: 2 })
    made.arrive(tag(80))
    expect(made.step()).toBe('refused otherPurpose')
    made.leave(tag(80))
    expect(made.step()).toBe('expecting VL-001')
    expect(made.store.outbox.summary().waiting).toBe(0)
  })

  it('was unreadable, and is good now', async () => {
    const made = await opened()
    made.happen({ kind: 'malformed', malformed: { reason: 'noise', bytesHex: '00' }, folded: 0 })
    expect(made.step()).toBe('refused unreadable')
    made.arrive(tag(1))
    expect(made.step()).toBe('expecting VL-002')
  })
})

describe('a reader that goes away', () => {
  it('with a foreign tag on it, stops the step again when it is back', async () => {
    const made = await opened()
    made.arrive(tag(70))
    made.happen(lost(tag(70)))
    made.readers([])
    expect(made.step()).toBe('refused readerGone')
    made.readers([reader()])
    made.arrive(tag(70))
    expect(made.step()).toBe('refused otherSubject')
    made.leave(tag(70))
    expect(made.step()).toBe('expecting VL-001')
    expect(intents(made)).toEqual([])
  })

  it('with a tag that waits for its place, waits no more', async () => {
    const made = await opened(false)
    made.arrive(tag(1))
    made.happen(lost(tag(1)))
    made.readers([])
    made.readers([reader()])
    made.bench.command((commands) => commands.choosePlace(cane1))
    expect(made.step()).toBe('expecting VL-001')
  })
})
