// Each kind of conflict, provoked with a real central and a second bench, and each way out of it.
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CaneRef } from '../../../src/shared/model/place'
import { freshTag } from '../../support/bench-client'
import { until } from '../engine/support'
import { choicesOf, type Laboratory, laboratory } from './support'

let lab: Laboratory
beforeAll(async () => {
  lab = await laboratory()
})
afterAll(() => lab.close())
afterEach(async () => {
  await lab.stand('person-1-1')
  expect((await lab.conflicts()).open).toEqual([])
  expect((await lab.bench.value('bench/get', undefined)).outbox).toMatchObject({ refused: 0, waiting: 0 })
})

const at = ({ storageId, canister, cane }: CaneRef, position: number) => ({ storageId, canister, cane, position })

/** Tags the vials at this bench without network, while `meanwhile` happens at central. */
async function taggedOffline(
  id: Parameters<Laboratory['tag']>[0],
  tags: readonly string[],
  cane: CaneRef,
  meanwhile: () => Promise<unknown>,
) {
  await lab.offline(true)
  await lab.tag(id, tags, cane)
  await meanwhile()
  await lab.offline(false)
}

describe('a procedure that central has cancelled', () => {
  it('while it was tagged: central stands, and the tags are free again', async () => {
    const { id } = await lab.store(['VL-A', 'VL-B'])
    const cane = await lab.freeCane()
    const [one, two] = [freshTag(), freshTag()]
    await taggedOffline(id, [one, two], cane, () =>
      lab.second.send({ kind: 'procedure.cancel', procedureId: id, reason: 'Not needed' }, lab.bySupervisor()),
    )
    const conflict = await lab.conflict('cancelledCentrally')
    expect(choicesOf(conflict)).toEqual(['keepCentral'])
    expect(conflict).toMatchObject({
      owner: 'staff',
      bench: { kind: 'tag.assign', vialName: 'VL-A', tag: one, foreseen: { status: 'CREATED' } },
      central: {
        procedure: { status: 'CANCELLED', reason: 'Not needed' },
        by: { actor: { name: 'Dr. Ines Okafor' }, benchName: 'Test bench' },
      },
    })
    expect(conflict.bench.behind.map(({ kind }) => kind)).toEqual(['tag.assign', 'procedure.prepare'])
    expect(conflict.differs).toEqual(['status', 'tag', 'place', 'person'])
    expect((await lab.bench.value('bench/get', undefined)).outbox.refused).toBe(1)
    expect((await lab.bench.value('sync/get', undefined)).conflicts).toBe(1)
    expect(await lab.resolved(conflict, 'keepCentral')).toMatchObject({
      saving: 'confirmed',
      kind: 'cancelledCentrally',
      by: 'Mara Lindner',
      act: { vialName: 'VL-A' },
    })
    expect((await lab.entry(id))?.problem).toBeNull()
    const again = await lab.store(['VL-C'])
    await lab.tag(again.id, [one], cane)
    await until(async () => (await lab.status(again.id)) === 'CREATED')
  })

  it('while it is open on the bench: tagging ends calmly, and another procedure can be opened at once', async () => {
    const { id } = await lab.store(['VL-A', 'VL-B'])
    const next = await lab.store(['VL-C'])
    await lab.bench.value('tagging/open', { procedureId: id })
    const { storageId, canister, cane } = await lab.freeCane()
    await lab.bench.value('tagging/choosePlace', { storageId, canister, cane })
    await lab.put(freshTag())
    await lab.settled()
    await lab.second.send({ kind: 'procedure.cancel', procedureId: id, reason: 'Not needed' }, lab.bySupervisor())
    const ended = await until(async () => {
      const now = await lab.tagging()
      return now.procedure.status === 'CANCELLED' && now
    })
    expect(ended.step).toEqual({ kind: 'finished', vials: 1 })
    await lab.bench.value('simulator/present', { tags: [freshTag()] })
    await lab.bench.value('simulator/remove', undefined)
    expect((await lab.tagging()).tagged).toBe(1)
    await lab.bench.value('tagging/open', { procedureId: next.id })
    expect((await lab.tagging()).procedure.id).toBe(next.id)
    await lab.bench.value('tagging/stop', undefined)
  })

  it('while it was accepted: only a supervisor puts it away', async () => {
    const id = await lab.retrieval()
    await lab.offline(true)
    await lab.stand('person-1-2')
    await lab.bench.value('retrieval/accept', { procedureId: id })
    await lab.second.send({ kind: 'procedure.cancel', procedureId: id, reason: 'Withdrawn' }, lab.bySupervisor())
    await lab.offline(false)
    const conflict = await lab.conflict('cancelledCentrally')
    expect(conflict).toMatchObject({ owner: 'supervisor', bench: { kind: 'procedure.accept' } })
    expect(conflict.choices).toEqual([{ choice: 'keepCentral', right: 'conflict.resolveDecision', needsReason: false }])
    await lab.stand('person-1-1')
    expect(await lab.resolve(conflict, 'keepCentral')).toEqual({
      ok: false,
      problem: { kind: 'notEntitled', why: 'onlySupervisor' },
    })
    expect(await lab.resolve(conflict, 'doAgain')).toEqual({ ok: false, problem: { kind: 'choiceGone' } })
    await lab.stand('person-1-2')
    const acts = [conflict.bench.intentId]
    for (const shown of [
      { acts: [...acts, v7()], status: 'CANCELLED' },
      { acts: [], status: 'CANCELLED' },
      { acts, status: 'CREATED' },
    ]) {
      const decided = { conflictId: conflict.id, choice: 'keepCentral', reason: null, shown } as const
      expect(await lab.bench.request('conflicts/resolve', decided)).toEqual({
        ok: false,
        problem: { kind: 'changedMeanwhile' },
      })
    }
    await lab.resolved(conflict, 'keepCentral')
    expect(await lab.resolve(conflict, 'keepCentral')).toEqual({ ok: false, problem: { kind: 'noSuchConflict' } })
    expect((await lab.entry(id))?.procedure.status).toBe('CANCELLED')
  })
})

describe('a tag that is used elsewhere', () => {
  const provoke = async (names: readonly string[]) => {
    const ours = await lab.store(names)
    const theirs = await lab.store(['VL-X'])
    const [cane, otherCane] = [await lab.freeCane(), await lab.freeCane()]
    const tags = names.map(() => freshTag())
    await taggedOffline(ours.id, tags, cane, () =>
      lab.second.assign(theirs.id, theirs.vials[0] ?? 0, { tag: tags[0] ?? '', place: at(otherCane, 1) }),
    )
    return { ours, theirs, tag: tags[0] ?? '', otherCane }
  }

  it('the vial gets another tag, and the procedure is queued', async () => {
    const { ours, tag } = await provoke(['VL-A', 'VL-B'])
    const conflict = await lab.conflict('tagUsedElsewhere')
    expect(choicesOf(conflict)).toEqual(['keepCentral', 'tagAgain'])
    expect(conflict.central.problem).toMatchObject({ kind: 'tagUsed', containerName: 'VL-X' })
    expect(conflict.central.by).toMatchObject({ benchName: 'Test bench' })
    expect(conflict.bench).toMatchObject({ vialName: 'VL-A', tag })
    expect(conflict.bench.behind.map(({ kind }) => kind)).toEqual(['tag.assign', 'procedure.prepare'])
    await lab.resolved(conflict, 'tagAgain')
    expect((await lab.tagging()).step).toMatchObject({ kind: 'expecting', vial: { name: 'VL-A' } })
    expect((await lab.put(freshTag())).step).toMatchObject({ kind: 'finished' })
    await until(async () => (await lab.status(ours.id)) === 'CREATED')
    await lab.bench.value('tagging/stop', undefined)
    await lab.settled()
  })

  it('is asked again once the tag is free at central, and the queueing with it', async () => {
    const { ours, theirs, tag } = await provoke(['VL-A'])
    expect(choicesOf(await lab.conflict('tagUsedElsewhere'))).toEqual(['keepCentral', 'tagAgain'])
    await lab.second.send({
      kind: 'tag.release',
      procedureId: theirs.id,
      containerId: theirs.vials[0] ?? 0,
      tag,
      reason: 'wrong vial',
    })
    const conflict = await until(async () => {
      const now = await lab.conflict('tagUsedElsewhere')
      return choicesOf(now).includes('doAgain') && now
    })
    await lab.resolved(conflict, 'doAgain')
    await until(async () => (await lab.status(ours.id)) === 'CREATED')
  })
})

describe('a vial that is tagged otherwise', () => {
  const provoke = async () => {
    const { id, vials } = await lab.store(['VL-A', 'VL-B'])
    const [cane, otherCane] = [await lab.freeCane(), await lab.freeCane()]
    const [ours, second, theirs] = [freshTag(), freshTag(), freshTag()]
    await taggedOffline(id, [ours, second], cane, () =>
      lab.second.assign(id, vials[0] ?? 0, { tag: theirs, place: at(otherCane, 1) }),
    )
    return { id, ours, theirs, cane, conflict: await lab.conflict('taggedOtherwise') }
  }

  it("gets the bench's tag by a supervisor with a reason, and what was parked goes along", async () => {
    const { id, ours, cane, conflict } = await provoke()
    expect(conflict.choices).toEqual([
      { choice: 'keepCentral', right: 'conflict.resolve', needsReason: false },
      { choice: 'useOurTag', right: 'conflict.override', needsReason: true },
    ])
    expect(conflict.bench.behind.map(({ kind }) => kind)).toEqual(['tag.assign', 'procedure.prepare'])
    expect(conflict.differs).toEqual(['status', 'tag', 'place'])
    expect(await lab.status(id)).toBe('PENDING')
    expect(await lab.resolve(conflict, 'useOurTag', 'ours is on it')).toMatchObject({
      problem: { kind: 'notEntitled' },
    })
    await lab.stand('person-1-2')
    expect(await lab.resolve(conflict, 'useOurTag')).toMatchObject({ problem: { kind: 'reasonMissing' } })
    expect(await lab.resolved(conflict, 'useOurTag', 'ours is on it')).toMatchObject({
      by: 'Dr. Ines Okafor',
      reason: 'ours is on it',
      saving: 'confirmed',
    })
    await until(async () => (await lab.status(id)) === 'CREATED')
    const queued = await until(async () => {
      const entry = await lab.entry(id)
      return entry?.procedure.status === 'CREATED' && entry.unsent === 0 && entry.procedure
    })
    expect(queued.vials[0]).toMatchObject({ tag: ours, place: at(cane, 1) })
    expect(queued.vials[1]).toMatchObject({ place: at(cane, 2) })
  })

  it("keeps central's tag, and the other vials' tags all the same", async () => {
    const { id, theirs, conflict } = await provoke()
    await lab.resolved(conflict, 'keepCentral')
    await until(async () => (await lab.status(id)) === 'CREATED')
    await lab.settled()
    expect((await lab.entry(id))?.procedure.vials[0]?.tag).toBe(theirs)
  })
})

describe('two benches on one procedure', () => {
  it('the other bench has queued it: central stands', async () => {
    const { id, vials } = await lab.store(['VL-A'])
    const [cane, otherCane] = [await lab.freeCane(), await lab.freeCane()]
    await taggedOffline(id, [freshTag()], cane, async () => {
      await lab.second.assign(id, vials[0] ?? 0, { tag: freshTag(), place: at(otherCane, 1) })
      await lab.second.send({ kind: 'procedure.prepare', procedureId: id })
    })
    const conflict = await lab.conflict('otherBench')
    expect(choicesOf(conflict)).toEqual(['keepCentral'])
    expect(conflict.central).toMatchObject({ by: { benchName: 'Test bench' }, procedure: { status: 'CREATED' } })
    await lab.resolved(conflict, 'keepCentral')
    expect((await lab.entry(id))?.procedure.status).toBe('CREATED')
  })

  it('the other bench holds the claim and has tagged the vial', async () => {
    const { id, vials } = await lab.store(['VL-A', 'VL-B'])
    const [cane, otherCane] = [await lab.freeCane(), await lab.freeCane()]
    await taggedOffline(id, [freshTag()], cane, async () => {
      await lab.second.call('PUT', `/claims/${id}`)
      await lab.second.assign(id, vials[0] ?? 0, { tag: freshTag(), place: at(otherCane, 1) })
    })
    const conflict = await lab.conflict('otherBench')
    expect(choicesOf(conflict)).toEqual(['keepCentral', 'useOurTag'])
    await lab.resolved(conflict, 'keepCentral')
  })
})

describe("an approver's right that was withdrawn", () => {
  it('another supervisor accepts it again; the one who lost the right may not', async () => {
    const id = await lab.retrieval()
    await lab.person('person-1-3', 'Dr. Tamsin Reed', 'supervisor')
    await lab.offline(true)
    await lab.stand('person-1-2')
    await lab.bench.value('retrieval/accept', { procedureId: id })
    await lab.person('person-1-2', 'Dr. Ines Okafor', 'staff')
    await lab.offline(false)
    const conflict = await lab.conflict('rightWithdrawn')
    expect(conflict).toMatchObject({ owner: 'supervisor', differs: ['status', 'person'] })
    expect(conflict.choices).toEqual([
      { choice: 'keepCentral', right: 'conflict.resolveDecision', needsReason: false },
      { choice: 'doAgain', right: 'conflict.override', needsReason: false },
    ])
    await until(async () => (await lab.bench.value('bench/get', undefined)).people.current?.role === 'staff')
    expect(await lab.resolve(conflict, 'doAgain')).toMatchObject({ problem: { kind: 'notEntitled' } })
    await lab.stand('person-1-3')
    await lab.resolved(conflict, 'doAgain')
    await until(async () => (await lab.status(id)) === 'CREATED')
    await lab.mirrored(id, ({ acceptedBy }) => acceptedBy?.name === 'Dr. Tamsin Reed')
    await lab.person('person-1-2', 'Dr. Ines Okafor', 'supervisor')
  })
})

describe('a device that is at it already', () => {
  it('a withdrawal that comes late stands back', async () => {
    const id = await lab.retrieval()
    await lab.second.send({ kind: 'procedure.accept', procedureId: id }, lab.bySupervisor())
    await lab.mirrored(id, ({ status }) => status === 'CREATED')
    await lab.finishOpenWork()
    await lab.offline(true)
    await lab.stand('person-1-2')
    await lab.bench.value('procedure/cancel', { procedureId: id, reason: 'Wrong vial' })
    expect((await lab.device.post(`/procedures/${id}/start`)).status).toBe(200)
    await lab.offline(false)
    const conflict = await lab.conflict('deviceExecuting')
    expect(conflict).toMatchObject({
      bench: { kind: 'procedure.cancel', reason: 'Wrong vial', foreseen: { status: 'CANCELLED' } },
      central: { procedure: { status: 'IN_PROGRESS' }, by: { actor: { kind: 'device', name: 'CryoArm 1' } } },
      device: { name: 'CryoArm 1' },
      differs: ['status', 'device'],
    })
    expect(choicesOf(conflict)).toEqual(['keepCentral'])
    await lab.resolved(conflict, 'keepCentral')
    await lab.finishOpenWork()
  })
})

describe('a place that is taken', () => {
  const provoke = async () => {
    const ours = await lab.store(['VL-A'])
    const theirs = await lab.store(['VL-X'])
    const cane = await lab.freeCane()
    const tags = [freshTag(), freshTag()] as const
    await taggedOffline(ours.id, [tags[0]], cane, () =>
      lab.second.assign(theirs.id, theirs.vials[0] ?? 0, { tag: tags[1], place: at(cane, 1) }),
    )
    return { ours, theirs, tags, cane, conflict: await lab.conflict('placeTaken') }
  }

  it('the vial goes on the reader again, with the same tag, for another place', async () => {
    const { ours, tags, conflict, cane } = await provoke()
    expect(choicesOf(conflict)).toEqual(['keepCentral', 'tagAgain'])
    expect(conflict.differs).toContain('place')
    await lab.resolved(conflict, 'tagAgain')
    expect((await lab.put(tags[0])).step).toMatchObject({ kind: 'finished' })
    await until(async () => (await lab.status(ours.id)) === 'CREATED')
    await lab.mirrored(ours.id, ({ vials }) => vials[0]?.place?.position === 2 && vials[0].place.cane === cane.cane)
    await lab.bench.value('tagging/stop', undefined)
    await lab.settled()
  })

  it('is tried again when the place is free', async () => {
    const { ours, theirs, tags } = await provoke()
    await lab.second.send({
      kind: 'tag.release',
      procedureId: theirs.id,
      containerId: theirs.vials[0] ?? 0,
      tag: tags[1],
      reason: 'other cane',
    })
    const conflict = await until(async () => {
      const now = await lab.conflict('placeTaken')
      return choicesOf(now).includes('doAgain') && now
    })
    await lab.resolved(conflict, 'doAgain')
    await until(async () => (await lab.status(ours.id)) === 'CREATED')
  })
})

describe('a resolution', () => {
  it('that central refuses resolves nothing: the conflict is open again, and can be resolved by somebody else', async () => {
    const { id, vials } = await lab.store(['VL-A'])
    const [cane, otherCane] = [await lab.freeCane(), await lab.freeCane()]
    const ours = freshTag()
    await taggedOffline(id, [ours], cane, () =>
      lab.second.assign(id, vials[0] ?? 0, { tag: freshTag(), place: at(otherCane, 1) }),
    )
    const conflict = await lab.conflict('taggedOtherwise')
    await lab.stand('person-1-2')
    await lab.offline(true)
    const asked = await lab.resolve(conflict, 'useOurTag', 'ours is on it')
    expect(asked.ok).toBe(true)
    const { open, resolved } = await lab.conflicts()
    expect(open).toEqual([])
    expect(resolved[0]).toMatchObject({ id: conflict.id, saving: 'saved' })
    await lab.person('person-1-2', 'Dr. Ines Okafor', 'staff')
    await lab.offline(false)
    const again = await lab.conflict('taggedOtherwise')
    expect(again.id).toBe(conflict.id)
    expect(again.bench.behind.map(({ kind }) => kind)).toEqual([
      'procedure.prepare',
      'conflict.resolve',
      'tag.release',
      'tag.assign',
      'procedure.prepare',
    ])
    expect((await lab.conflicts()).resolved[0]).toMatchObject({ id: conflict.id, saving: 'refused' })
    await lab.person('person-1-2', 'Dr. Ines Okafor', 'supervisor')
    await until(async () => (await lab.bench.value('bench/get', undefined)).people.current?.role === 'supervisor')
    await lab.resolve(again, 'useOurTag', 'ours is on it')
    await until(async () => (await lab.status(id)) === 'CREATED')
    await until(async () => (await lab.conflicts()).resolved[0]?.saving === 'confirmed')
    await lab.settled()
    expect((await lab.entry(id))?.procedure.vials[0]?.tag).toBe(ours)
  })
})
