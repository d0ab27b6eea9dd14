import { describe, expect, it } from 'vitest'
import { defaultFieldRule, type FieldEvent, settledMs } from '../../../../../../src/main/engine/readers/field-state'
import { containerId } from '../../../../../../src/shared/model/ids'
import type { TagId } from '../../../../../../src/shared/model/reader'
import type { VerifyInput } from '../../../../../../src/shared/views/attention'
import { lostDigest } from '../../../../../../src/trust'
import { aContainer, aProcedure, tag, vial } from '../../../../../support/builders/numbered'
import { cane1, leftReader, place, rightReader, staff, thisBench } from '../../../../../support/builders/store-1234'
import {
  type AttentionRig,
  at3,
  attentive,
  certain,
  doubt,
  lossChange,
  lossOf,
  lostProcedure,
  lostVial,
  toVerify,
} from './support'

const id = (n: number) => containerId(n)
const seen = (n: number) => ({ name: `V-${n}`, subjectCode: 'S-1' })
const step = ({ desk }: AttentionRig) => desk.snapshot().open?.step
const listed = ({ desk }: AttentionRig) =>
  desk
    .page({ only: null, after: null, limit: 50 })
    .rows.map((row) => (row.kind === 'verify' ? row.vial.name : row.loss.id))
const acts = ({ store }: AttentionRig) => store.outbox.waiting(50).map(({ body }) => body)
const several = (...tags: TagId[]): Extract<FieldEvent, { kind: 'several' }> => ({
  kind: 'several',
  how: 'together',
  sightings: tags.map((each) => ({ tag: each, scheme: 'epc', rawHex: each })),
  withdrawn: tags,
})
const settled = async (rig: AttentionRig) => rig.time.advance(settledMs)
const verify = (rig: AttentionRig, n: number, found: VerifyInput['found'] = at3) =>
  rig.desk.verify({ containerId: id(n), seen: seen(n), found })

describe('a vial to verify', () => {
  it('is verified by its tag, where the person says; it leaves the list at once, and its place is taken', async () => {
    const rig = attentive([toVerify(1), toVerify(2)])
    rig.desk.open(id(1))
    expect(step(rig)).toEqual({ kind: 'scan' })
    rig.arrive(tag(1))
    expect(step(rig)).toEqual({ kind: 'scanned', tag: tag(1), lies: true })
    await settled(rig)
    expect(await verify(rig, 1)).toEqual({ ok: true, value: null })
    expect(acts(rig)).toEqual([
      { kind: 'vial.verify', containerId: id(1), name: 'V-1', subjectCode: 'S-1', tag: tag(1), found: at3 },
    ])
    expect(listed(rig)).toEqual(['V-2'])
    expect(rig.desk.snapshot()).toMatchObject({ toVerify: { n: 1 }, waiting: { n: 1, exact: true }, open: null })
    rig.leave(tag(1))
    rig.desk.open(id(2))
    rig.arrive(tag(2))
    await settled(rig)
    expect(await verify(rig, 2)).toMatchObject({ problem: { kind: 'placeTaken' } })
    expect(await verify(rig, 2, { kind: 'out' })).toMatchObject({ ok: true })
    expect(listed(rig)).toEqual([])
    expect(await verify(rig, 2, { kind: 'out' })).toMatchObject({ ok: false })
  })

  it('is not verified by a read that a full disk did not keep, and each such read says so', async () => {
    const rig = attentive([toVerify(1)])
    rig.desk.open(id(1))
    rig.breakDisk(true)
    expect(() => rig.arrive(tag(1))).toThrow()
    expect(step(rig)).toMatchObject({ kind: 'refused', refusal: { kind: 'notSaved', why: 'full' } })
    expect(rig.desk.snapshot().readNumber).toBe(1)
    expect(await verify(rig, 1)).toMatchObject({ problem: { kind: 'notSaved', why: 'full' } })
    rig.breakDisk(false)
    rig.arrive(tag(1))
    expect(step(rig)).toMatchObject({ kind: 'scanned' })
  })

  it('is at the place that its procedure has planned for it, and at no place that is planned for another', async () => {
    const planned = (n: number, position: number) => vial(n, { tag: tag(n), place: { ...cane1, position } })
    const store = aProcedure(7, { type: 'STORE', status: 'PENDING', vials: [planned(1, 3), planned(2, 4)] })
    const rig = attentive([toVerify(1), { entity: 'procedure', body: store }])
    rig.desk.open(id(1))
    rig.arrive(tag(1))
    await settled(rig)
    const at4 = { kind: 'stored', place: { ...cane1, position: 4 } } as const
    expect(await verify(rig, 1, at4)).toMatchObject({ problem: { kind: 'placeTaken' } })
    expect(await verify(rig, 1)).toEqual({ ok: true, value: null })
  })

  it('is at the place that this bench has planned for it, and central has not heard of', async () => {
    const store = aProcedure(7, { type: 'STORE', status: 'PENDING', vials: [vial(1)] })
    const rig = attentive([toVerify(1), { entity: 'procedure', body: store }])
    const body = {
      kind: 'tag.assign',
      procedureId: store.id,
      containerId: id(1),
      tag: tag(1),
      place: at3.place,
      source: { model: 'sw-uhf', serial: null, simulated: false },
    } as const
    const actor = { kind: 'person', personId: staff.personId, name: staff.name, benchId: thisBench } as const
    rig.store.outbox.enqueue({ body, actor })
    rig.desk.open(id(1))
    rig.arrive(tag(1))
    await settled(rig)
    expect(await verify(rig, 1)).toEqual({ ok: true, value: null })
  })

  it('may be back in the cold when the person says where it was', async () => {
    const rig = attentive([toVerify(1)])
    rig.desk.open(id(1))
    rig.arrive(tag(1))
    await rig.time.advance(defaultFieldRule.watchMs)
    rig.leave(tag(1))
    expect(step(rig)).toEqual({ kind: 'scanned', tag: tag(1), lies: false })
    expect(await verify(rig, 1)).toMatchObject({ ok: true })
  })

  it('lies there still when a badge is laid on the other reader', async () => {
    const rig = attentive([toVerify(1), { entity: 'tagPurpose', body: { tag: tag(80), purpose: 'badge' } }])
    rig.desk.open(id(1))
    rig.arrive(tag(1), leftReader)
    const badge = { tag: tag(80), scheme: 'epc', rawHex: tag(80) } as const
    rig.happen({ kind: 'aside', sighting: badge }, rightReader)
    expect(step(rig)).toEqual({ kind: 'scanned', tag: tag(1), lies: true })
    rig.leave(tag(1), leftReader)
    expect(step(rig)).toEqual({ kind: 'scanned', tag: tag(1), lies: false })
  })

  it('has to be read while it is asked for: what was read before, or before the list was left, says nothing of now', async () => {
    const rig = attentive([toVerify(1)])
    rig.arrive(tag(1))
    await settled(rig)
    rig.leave(tag(1))
    rig.desk.open(id(1))
    expect(step(rig)).toEqual({ kind: 'scan' })
    expect(await verify(rig, 1)).toMatchObject({ problem: { kind: 'notScanned' } })
    rig.arrive(tag(1))
    await settled(rig)
    rig.leave(tag(1))
    expect(step(rig)).toEqual({ kind: 'scanned', tag: tag(1), lies: false })
    rig.desk.close()
    rig.desk.open(id(1))
    expect(step(rig)).toEqual({ kind: 'scan' })
    expect(await verify(rig, 1)).toMatchObject({ problem: { kind: 'notScanned' } })
    expect(acts(rig)).toEqual([])
    rig.desk.close()
    rig.arrive(tag(1))
    rig.desk.open(id(1))
    expect(step(rig)).toEqual({ kind: 'scanned', tag: tag(1), lies: true })
  })

  it('opens by itself when it is laid down where the list is looked at, and nowhere else', () => {
    const rig = attentive([toVerify(1), certain(2)])
    rig.arrive(tag(1))
    expect(rig.cards.at(-1)).toMatchObject({ kind: 'vial' })
    rig.leave(tag(1))
    rig.desk.open(null)
    rig.arrive(tag(2))
    expect(rig.cards.at(-1)).toMatchObject({ kind: 'vial' })
    expect(rig.desk.snapshot().open).toBeNull()
    rig.leave(tag(2))
    rig.arrive(tag(1))
    expect(rig.cards.at(-1)).toBeNull()
    expect(rig.desk.snapshot()).toMatchObject({ open: { row: { vial: { id: id(1) } } }, readNumber: 1 })
    rig.desk.open(null)
    expect(rig.desk.snapshot().open).toBeNull()
    rig.desk.close()
    rig.leave(tag(1))
    rig.arrive(tag(1))
    expect(rig.cards.at(-1)).toMatchObject({ kind: 'vial' })
  })

  it('is not verified by the tag of another, and that one is named', async () => {
    const rig = attentive([toVerify(1), toVerify(2), certain(3)])
    rig.desk.open(id(1))
    rig.arrive(tag(3))
    expect(step(rig)).toMatchObject({ refusal: { kind: 'otherVial', owner: { name: 'V-3', subjectCode: 'S-1' } } })
    await settled(rig)
    expect(await verify(rig, 1)).toMatchObject({ problem: { kind: 'otherOnReader', name: 'V-3' } })
    rig.leave(tag(3))
    rig.arrive(tag(2))
    expect(step(rig)).toMatchObject({ refusal: { kind: 'otherVial', toVerify: id(2) } })
    expect(await verify(rig, 1)).toMatchObject({ problem: { kind: 'otherOnReader', name: 'V-2' } })
    expect(acts(rig)).toEqual([])
  })

  it.each([
    ['together on one reader', (rig: AttentionRig) => rig.happen(several(tag(1), tag(2)))],
    [
      'on two readers',
      (rig: AttentionRig) => {
        rig.arrive(tag(1), leftReader)
        rig.arrive(tag(2), rightReader)
      },
    ],
    [
      'in turn, without the gap that a hand leaves',
      (rig: AttentionRig) => {
        rig.arrive(tag(1))
        rig.happen({ kind: 'left', tag: tag(1), repeats: 0, why: 'several' })
        rig.happen({ ...several(tag(1), tag(2)), how: 'inTurn' })
      },
    ],
  ])('is not verified with two tags %s', async (_, lay) => {
    const rig = attentive([toVerify(1), certain(2)])
    rig.desk.open(id(1))
    lay(rig)
    expect(step(rig)).toMatchObject({ kind: 'refused', refusal: { kind: 'severalTags' } })
    await settled(rig)
    expect(await verify(rig, 1)).toMatchObject({ problem: { kind: 'severalOnReader', count: 2 } })
    expect(acts(rig)).toEqual([])
  })

  it('is verified only once its read can not be withdrawn any more', async () => {
    const rig = attentive([toVerify(1), certain(2)])
    rig.desk.open(id(1))
    rig.arrive(tag(1))
    const early = verify(rig, 1)
    await rig.time.advance(settledMs - 1)
    expect(acts(rig)).toEqual([])
    rig.happen({ kind: 'left', tag: tag(1), repeats: 3, why: 'several' })
    rig.happen({ ...several(tag(1), tag(2)), how: 'inTurn' })
    expect(await early).toMatchObject({ problem: { kind: 'severalOnReader' } })
    expect(acts(rig)).toEqual([])
    rig.happen({ kind: 'cleared' })
    rig.arrive(tag(1))
    const patient = verify(rig, 1)
    await settled(rig)
    expect(await patient).toMatchObject({ ok: true })
  })

  it('is nothing without a scan, for one that was changed meanwhile, and when the bench ends', async () => {
    const rig = attentive([toVerify(1)])
    rig.desk.open(id(1))
    expect(await verify(rig, 1)).toMatchObject({ problem: { kind: 'notScanned' } })
    rig.arrive(tag(1))
    await settled(rig)
    const other = { containerId: id(1), seen: { name: 'V-1', subjectCode: 'S-2' }, found: at3 }
    expect(await rig.desk.verify(other)).toMatchObject({ problem: { kind: 'notAsShown' } })
    expect(rig.desk.open(id(9))).toMatchObject({ problem: { kind: 'notToVerify' } })
    rig.leave(tag(1))
    rig.arrive(tag(1))
    const waiting = verify(rig, 1)
    rig.desk.stop()
    expect(await waiting).toMatchObject({ problem: { kind: 'notScanned' } })
    expect(acts(rig)).toEqual([])
  })

  it('may be at the place that is held for it, and at no taken one', async () => {
    const own = place(2)
    const rig = attentive([toVerify(1, { verify: doubt({ place: own }) }), certain(2, { place: place(1) })])
    rig.desk.open(id(1))
    rig.arrive(tag(1))
    await settled(rig)
    const at = (position: number) => verify(rig, 1, { kind: 'stored', place: { ...cane1, position } } as typeof at3)
    expect(await at(1)).toMatchObject({ problem: { kind: 'placeTaken' } })
    expect(await at(99)).toMatchObject({ problem: { kind: 'noSuchCane' } })
    expect(await at(2)).toMatchObject({ ok: true })
  })

  it('that can not be scanned is a supervisor’s to sign, with a reason', () => {
    const rig = attentive([toVerify(1, { tag: null })])
    rig.desk.open(id(1))
    expect(step(rig)).toEqual({ kind: 'noTag' })
    const said = { containerId: id(1), seen: seen(1), found: { kind: 'notFound' }, reason: 'Searched' } as const
    expect(rig.desk.verifyUnscanned(said)).toMatchObject({ problem: { kind: 'notEntitled' } })
    rig.be('p-super')
    rig.clock.wrongMs = 400_000
    expect(rig.desk.verifyUnscanned(said)).toMatchObject({ problem: { kind: 'clockWrong' } })
    rig.clock.wrongMs = null
    expect(rig.desk.verifyUnscanned(said)).toMatchObject({ ok: true })
    expect(acts(rig)).toMatchObject([
      { kind: 'vial.verify', tag: null, found: { kind: 'notFound' }, reason: 'Searched' },
    ])
    expect(listed(rig)).toEqual([])
  })

  it('comes back to the list when central refuses, with the way to why', async () => {
    const rig = attentive([toVerify(1)])
    rig.desk.open(id(1))
    rig.arrive(tag(1))
    await settled(rig)
    await verify(rig, 1)
    const [sent] = rig.store.outbox.nextBatch(10, rig.time.wallMs())
    const intentId = sent?.envelope.intentId ?? ''
    rig.store.outbox.settle([{ intentId, result: 'conflict', problem: { kind: 'placeTaken' }, version: null }])
    expect(rig.desk.page({ only: null, after: null, limit: 5 }).rows).toMatchObject([
      { kind: 'verify', vial: { name: 'V-1' }, conflict: intentId },
    ])
    expect(rig.desk.snapshot()).toMatchObject({ toVerify: { n: 1 }, waiting: { n: 0 } })
  })

  it('says which open procedures wait for it', () => {
    const waits = aProcedure(7, { status: 'CREATED', statusName: 'CREATED', vials: [vial(1)] })
    const rig = attentive([toVerify(1), { entity: 'procedure', body: waits }])
    rig.desk.open(id(1))
    expect(rig.desk.snapshot().open?.procedures).toEqual([7])
  })
})

describe('what central has lost', () => {
  it('is a supervisor’s to close, with a reason, and leaves the list at once', () => {
    const rig = attentive([lossChange('l1', lostProcedure), lossChange('l2', lostVial(null))])
    expect(listed(rig)).toEqual(['l1', 'l2'])
    const seen = lostDigest(lostProcedure)
    const close = { lossId: 'l1', seen, reason: 'Requested again' }
    expect(rig.desk.closeLoss(close)).toMatchObject({ problem: { kind: 'notEntitled' } })
    rig.be('p-super')
    // Another bench has told otherwise since the row was drawn.
    expect(rig.desk.closeLoss({ ...close, seen: lostDigest(lostVial(null)) })).toMatchObject({
      problem: { kind: 'changedMeanwhile' },
    })
    expect(rig.desk.closeLoss(close)).toMatchObject({ ok: true })
    expect(acts(rig)).toEqual([
      { kind: 'loss.close', lossId: 'l1', name: 'SUBJ-9', seenDigest: seen, reason: 'Requested again' },
    ])
    expect(listed(rig)).toEqual(['l2'])
    expect(rig.desk.closeLoss({ lossId: 'l9', seen, reason: 'x' })).toMatchObject({ problem: { kind: 'noSuchLoss' } })
  })

  it('is counted with what it is of: a restore stays until all of it is closed and every bench has told', () => {
    const restoration = (unheard: string[]) =>
      ({
        entity: 'restoration',
        body: {
          id: 'r1',
          from: '2030-01-01T00:00:00Z',
          to: '2030-01-02T00:00:00Z',
          noticedAt: '2030-01-02T00:00:01Z',
          unheard,
        },
      }) as const
    const rig = attentive([
      restoration(['Bench 9']),
      lossChange('l1', lostProcedure),
      toVerify(1),
      lossChange('l2', lostVial(1)),
    ])
    expect(rig.desk.snapshot()).toMatchObject({
      count: { n: 3, exact: true },
      toVerify: { n: 1 },
      losses: { n: 1 },
      restorations: [{ restoration: { unheard: ['Bench 9'] }, open: { n: 2 } }],
    })
    rig.store.mirror.apply(
      [
        restoration([]),
        { entity: 'container', body: aContainer(1) },
        { entity: 'loss', body: { ...lossOf('l1', lostProcedure), closed: { by: null, at: '', reason: null } } },
        { entity: 'loss', body: { ...lossOf('l2', lostProcedure), closed: { by: null, at: '', reason: null } } },
      ],
      { epoch: 'e', n: 2 },
    )
    expect(rig.desk.snapshot()).toMatchObject({ count: { n: 0 }, restorations: [{ open: { n: 0 } }] })
  })
})
