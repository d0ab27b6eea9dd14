import { describe, expect, it } from 'vitest'
import { defaultFieldRule, type FieldEvent, settledMs } from '../../../../../../src/main/engine/readers/field-state'
import { procedureId } from '../../../../../../src/shared/model/ids'
import type { TagId } from '../../../../../../src/shared/model/reader'
import { cane1, leftReader, place, rightReader, store1234, tag, vial } from '../../../../../support/builders/store-1234'
import { tempFile } from '../../store/support'
import { type Rig, rig, rigOn, storeAt, usualChanges } from './support'

const id = procedureId(1234)
const { watchMs, holdMs } = defaultFieldRule
const tagsOnly = ['tag.assign', 'tag.assign', 'tag.assign']
const queued = [...tagsOnly, 'procedure.prepare']

async function allTagged(file = tempFile()): Promise<Rig> {
  const made = rig(usualChanges, file)
  await made.bench.open(id)
  made.bench.command((commands) => commands.choosePlace(cane1))
  for (const number of [1, 2]) {
    made.arrive(tag(number))
    await made.time.advance(watchMs)
    made.leave(tag(number))
  }
  made.arrive(tag(3))
  return made
}
const intents = ({ store }: Rig) => store.outbox.unsettled(id).map(({ body }) => body.kind)
const several = (withdrawn: readonly TagId[], ...tags: readonly TagId[]): SeveralTags => ({
  kind: 'several',
  how: 'together',
  sightings: tags.map((each) => ({ tag: each, scheme: 'epc', rawHex: each })),
  withdrawn,
})
type SeveralTags = Extract<FieldEvent, { kind: 'several' }>
const left = (id: TagId, why: Extract<FieldEvent, { kind: 'left' }>['why']): FieldEvent => ({
  kind: 'left',
  tag: id,
  repeats: 0,
  why,
})

describe('with the last tag on', () => {
  it('shows finished at once, and queues when nothing can withdraw the tag any more', async () => {
    const made = await allTagged()
    expect(made.bench.snapshot()).toMatchObject({
      step: { kind: 'finished', vials: 3 },
      vials: [{ saving: 'saved' }, { saving: 'saved' }, { saving: 'saved' }],
      procedure: { status: 'PENDING' },
      undoable: { name: 'VL-003' },
    })
    await made.time.advance(settledMs - 1)
    expect(intents(made)).toEqual(tagsOnly)
    expect(made.claims.released).toEqual([])
    const results = made.bench.snapshot()?.resultNumber
    await made.time.advance(1)
    expect(intents(made)).toEqual(queued)
    expect(made.shown.at(-1)).toMatchObject({
      step: { kind: 'finished' },
      procedure: { status: 'CREATED' },
      undoable: null,
      resultNumber: results,
    })
    expect(made.claims.released).toEqual([id])
    expect(made.store.tagging.open()).toBeNull()
    made.bench.stop()
    expect(made.time.pending).toBe(0)
  })

  it('takes the tag back when it turns out to have been read beside another, and asks for its vial again', async () => {
    const made = await allTagged()
    await made.time.advance(watchMs - 1)
    made.happen(left(tag(3), 'several'))
    made.happen(several([tag(3)], tag(3), tag(4)))
    expect(made.bench.snapshot()?.step).toMatchObject({
      kind: 'refused',
      vial: { name: 'VL-003' },
      refusal: { kind: 'severalTags', withdrawn: 'VL-003' },
    })
    await made.time.advance(10 * holdMs)
    expect(intents(made)).toEqual([...tagsOnly, 'tag.release'])
    made.happen({ kind: 'cleared' })
    expect(made.step()).toBe('expecting VL-003')
    made.arrive(tag(3))
    await made.time.advance(settledMs)
    expect(intents(made)).toEqual([...tagsOnly, 'tag.release', 'tag.assign', 'procedure.prepare'])
  })

  it('can undo it until then', async () => {
    const made = await allTagged()
    expect(made.bench.command((commands) => commands.undo())).toMatchObject({ ok: true })
    await made.time.advance(10 * holdMs)
    expect(made.step()).toBe('expecting VL-003')
    expect(intents(made)).toEqual([...tagsOnly, 'tag.release'])
  })

  it.each(['unseen', 'readerLost'] as const)('queues although the tag has left (%s)', async (why) => {
    const made = await allTagged()
    made.happen(left(tag(3), why))
    await made.time.advance(watchMs)
    expect(intents(made)).toEqual(queued)
  })

  it('waits longer where a tag that was replaced can still come back', async () => {
    const made = await allTagged()
    made.bench.command((commands) => commands.undo())
    await made.time.advance(watchMs)
    made.lifted.add(leftReader)
    made.happen(left(tag(3), 'superseded'), rightReader)
    made.arrive(tag(5), rightReader)
    await made.time.advance(holdMs - 1)
    expect(intents(made)).not.toContain('procedure.prepare')
    made.happen(several([tag(5)], tag(3), tag(5)), rightReader)
    expect(made.step()).toBe('refused severalTags')
    made.happen({ kind: 'cleared' }, rightReader)
    expect(made.step()).toBe('expecting VL-003')
  })

  it('waits longer when it was replaced before its watch was over', async () => {
    const made = await allTagged()
    made.happen(left(tag(3), 'superseded'))
    made.arrive(tag(9))
    await made.time.advance(holdMs - 1)
    expect(intents(made)).toEqual(tagsOnly)
    made.happen(several([tag(9), tag(3)], tag(3), tag(9)))
    expect(made.step()).toBe('refused severalTags')
    expect(intents(made)).toEqual([...tagsOnly, 'tag.release'])
  })

  it('is not put off by what other readers see once it has been alone on the bench', async () => {
    const made = await allTagged()
    await made.time.advance(watchMs)
    made.lifted.add(leftReader)
    made.leave(tag(3))
    made.arrive(tag(9), rightReader)
    expect(made.found).toEqual([{ kind: 'freeTag', tag: tag(9) }])
    expect(made.step()).toBe('finished')
    await made.time.advance(1)
    expect(intents(made)).toEqual(queued)
  })

  it('takes the tag back when another one lay on the other reader just then', async () => {
    const made = await allTagged()
    made.arrive(tag(9), rightReader)
    expect(intents(made)).toEqual([...tagsOnly, 'tag.release'])
    expect(made.bench.snapshot()?.step).toMatchObject({ refusal: { kind: 'severalTags', withdrawn: 'VL-003' } })
  })

  it('is queued as soon as the last vial is lifted, and not before it has lain there for a while', async () => {
    const made = await allTagged()
    await made.time.advance(2000)
    expect(intents(made)).toEqual(tagsOnly)
    made.leave(tag(3))
    await made.time.advance(1)
    expect(intents(made)).toEqual(queued)
  })

  it('takes the tag back when it changes its identity while it still lies there', async () => {
    const made = await allTagged()
    await made.time.advance(2000)
    made.happen(left(tag(3), 'several'))
    made.happen({ ...several([tag(3)], tag(3), tag(4)), how: 'inTurn' })
    expect(made.bench.snapshot()?.step).toMatchObject({ refusal: { kind: 'tagChanged', withdrawn: 'VL-003' } })
    await made.time.advance(10 * holdMs)
    expect(intents(made)).toEqual([...tagsOnly, 'tag.release'])
  })

  it('that changes its identity once the procedure is queued is told all the same', async () => {
    const made = await allTagged()
    await made.time.advance(settledMs)
    made.happen({ ...several([tag(3)], tag(3), tag(4)), how: 'inTurn' })
    expect(intents(made)).toEqual(queued)
    expect(made.step()).toBe('refused tagChanged')
  })

  it('takes the tag back when another reader sees it beside another just then', async () => {
    const made = await allTagged()
    made.happen(several([], tag(3), tag(9)), rightReader)
    expect(intents(made)).toEqual([...tagsOnly, 'tag.release'])
    expect(made.step()).toBe('refused severalTags')
  })

  it('says that the queueing was not saved, and saves it when the disk takes it again', async () => {
    const made = await allTagged()
    made.leave(tag(3))
    made.breakDisk(true)
    await made.time.advance(watchMs)
    expect(made.step()).toBe('refused notSaved')
    const results = made.bench.snapshot()?.resultNumber
    await made.time.advance(5000)
    expect(made.bench.snapshot()?.resultNumber).toBe(results)
    made.breakDisk(false)
    await made.time.advance(1000)
    expect(made.step()).toBe('finished')
    expect(intents(made)).toEqual(queued)
  })

  it('queues what a commit from elsewhere has completed', async () => {
    const made = rig(usualChanges)
    await made.bench.open(id)
    const vials = [1, 2, 3].map((number) => vial(number, { tag: tag(50 + number), place: place(number) }))
    made.store.mirror.apply([{ entity: 'procedure', body: store1234({ version: 2, vials }) }], { epoch: 'e', n: 2 })
    await made.time.advance(1000)
    expect(intents(made)).toEqual(['procedure.prepare'])
    expect(made.step()).toBe('finished')
  })
})

describe('a fully tagged procedure that is not queued yet', () => {
  it.each(['stop', 'close'] as const)('is queued by %s', async (end) => {
    const made = await allTagged()
    made.bench[end]()
    expect(intents(made)).toEqual(queued)
    expect(made.store.tagging.open()).toBeNull()
    expect(made.store.tagging.resumable()).toEqual([])
    expect(made.time.pending).toBe(0)
  })

  it('is queued when another one is opened', async () => {
    const second = procedureId(1235)
    const made = rig([...usualChanges, { entity: 'procedure', body: store1234({ id: second, vials: [vial(5)] }) }])
    await made.bench.open(id)
    made.bench.command((commands) => commands.choosePlace(cane1))
    for (const number of [1, 2, 3]) made.arrive(tag(number))
    expect(await made.bench.open(second)).toMatchObject({ ok: true })
    expect(intents(made)).toEqual(queued)
  })

  it('asks for its last tag once more after a crash, and is queued when that is confirmed', async () => {
    const file = tempFile()
    await allTagged(file)
    const next = rigOn(storeAt(file))
    next.bench.resume()
    expect(next.step()).toBe('confirmLast VL-003')
    await next.time.advance(10 * holdMs)
    expect(intents(next)).toEqual(tagsOnly)
    next.arrive(tag(3))
    expect(next.step()).toBe('finished')
    expect(intents(next)).toEqual(tagsOnly)
    await next.time.advance(settledMs)
    expect(intents(next)).toEqual(queued)
  })

  it('takes the last tag back when it is confirmed beside another', async () => {
    const file = tempFile()
    await allTagged(file)
    const next = rigOn(storeAt(file))
    next.bench.resume()
    next.arrive(tag(3))
    next.happen(several([tag(3)], tag(3), tag(4)))
    expect(intents(next)).toEqual([...tagsOnly, 'tag.release'])
    next.happen({ kind: 'cleared' })
    expect(next.step()).toBe('expecting VL-003')
  })

  it('still asks for its last tag when it was stopped without an answer', async () => {
    const file = tempFile()
    await allTagged(file)
    const next = rigOn(storeAt(file))
    next.bench.resume()
    next.bench.stop()
    expect(intents(next)).toEqual(tagsOnly)
    expect(next.store.tagging.resumable()).toEqual([id])
    await next.bench.open(id)
    expect(next.step()).toBe('confirmLast VL-003')
    next.arrive(tag(3))
    await next.time.advance(settledMs)
    expect(intents(next)).toEqual(queued)
  })

  it('asks again when the reader went away during the question', async () => {
    const file = tempFile()
    await allTagged(file)
    const next = rigOn(storeAt(file))
    next.bench.resume()
    next.arrive(tag(4))
    expect(next.step()).toBe('refused notTheLast')
    next.happen(left(tag(4), 'readerLost'))
    next.readers([])
    expect(next.step()).toBe('refused readerGone')
    next.bench.stop()
    await next.bench.open(id)
    expect(next.step()).toBe('confirmLast VL-003')
    next.arrive(tag(3), leftReader)
    expect(next.step()).toBe('finished')
  })
})
