import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settledMs } from '../../../../../../src/main/engine/readers/field-state'
import type { Change } from '../../../../../../src/shared/api/entities'
import { facilityId, procedureId, subjectId } from '../../../../../../src/shared/model/ids'
import type { Procedure } from '../../../../../../src/shared/model/procedure'
import {
  cane1,
  leftReader,
  noon,
  otherBench,
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
const others: readonly Change[] = [
  {
    entity: 'knownTag',
    body: {
      tag: tag(60),
      containerId: vialId(60),
      containerName: 'VL-017',
      subjectCode: 'SUBJ-0001',
      facilityId: facilityId(2),
      since: '2026-01-03T08:00:00.000Z',
    },
  },
  {
    entity: 'knownTag',
    body: {
      tag: tag(70),
      containerId: vialId(70),
      containerName: 'VL-900',
      subjectCode: 'SUBJ-0042',
      facilityId: facilityId(1),
      since: '2026-02-03T08:00:00.000Z',
    },
  },
]

async function tagging(changes: readonly Change[] = [...usualChanges, ...others], file = tempFile()): Promise<Rig> {
  const made = rig(changes, file)
  expect(await made.bench.open(id)).toMatchObject({ ok: true })
  made.bench.command((commands) => commands.choosePlace(cane1))
  return made
}
const allTagged = ['tag.assign', 'tag.assign', 'tag.assign']
const intents = ({ store }: Rig) => store.outbox.unsettled(id).map(({ body }) => body.kind)
const feed = ({ store }: Rig, change: Partial<Procedure>, n = 2) =>
  store.mirror.apply([{ entity: 'procedure', body: store1234({ version: n, ...change }) }], { epoch: 'e', n })

describe('tagging a procedure', () => {
  it('asks for a place first, then for the vials in turn, and queues the procedure with the last one', async () => {
    const made = rig()
    await made.bench.open(id)
    expect(made.step()).toBe('needsPlace VL-001')
    made.bench.command((commands) => commands.choosePlace(cane1))
    expect(made.step()).toBe('expecting VL-001')
    made.arrive(tag(1))
    made.leave(tag(1))
    made.arrive(tag(2))
    made.leave(tag(2))
    expect(made.step()).toBe('expecting VL-003')
    expect(intents(made)).toEqual(['tag.assign', 'tag.assign'])
    made.arrive(tag(3))
    expect(made.step()).toBe('finished')
    await made.time.advance(settledMs)
    expect(made.step()).toBe('finished')
    expect(intents(made)).toEqual([...allTagged, 'procedure.prepare'])
    expect(made.bench.snapshot()).toMatchObject({
      tagged: 3,
      procedure: { status: 'CREATED' },
      undoable: null,
      resultNumber: 3,
    })
    expect(made.cues).toEqual(['accepted', 'accepted', 'accepted'])
    expect(made.claims.released).toEqual([id])
    expect(made.store.tagging.open()).toBeNull()
  })

  it('says nothing when a vial is lifted, and shows the end of a refusal at once', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    const accepted = made.shown.length
    made.leave(tag(1))
    expect(made.shown).toHaveLength(accepted)
    made.arrive(tag(2))
    made.leave(tag(2))
    made.arrive(tag(1))
    expect(made.shown.at(-1)?.step).toMatchObject({ refusal: { kind: 'tagInUse' } })
    made.leave(tag(1))
    expect(made.shown.at(-1)?.step.kind).toBe('expecting')
  })

  it('tells whoever asks whether a vial lies on a reader, saved, refused, or there before', async () => {
    const made = await tagging()
    const lies = () => made.bench.snapshot()?.vialOnReader
    expect(lies()).toBe(false)
    made.arrive(tag(1))
    expect(lies()).toBe(true)
    made.leave(tag(1))
    expect(lies()).toBe(false)
    made.arrive(tag(60))
    expect(lies()).toBe(true)
    made.bench.stop()
    await made.bench.open(id)
    expect(lies()).toBe(true)
    made.leave(tag(60))
    expect(lies()).toBe(false)
  })

  it('shows nothing as saved before it is', async () => {
    const made = await tagging()
    const before = made.shown.length
    made.breakDisk(true)
    expect(() => made.arrive(tag(1))).toThrow('disk full')
    expect(made.step()).toBe('refused notSaved')
    made.breakDisk(false)
    expect(made.shown.slice(before).every((snapshot) => snapshot?.tagged === 0)).toBe(true)
    expect(made.cues).toEqual(['refused'])
    expect(intents(made)).toEqual([])
    made.arrive(tag(1))
    expect(made.step()).toBe('expecting VL-002')
  })

  it('takes a write back as a whole, and says so louder than anything else', async () => {
    const made = await tagging()
    made.bench.onRead(leftReader, {
      readerId: leftReader,
      model: 'sw-uhf',
      serial: null,
      simulated: false,
      reportHex: '00',
      tags: [tag(1)],
      malformed: null,
      wallMs: 0,
      monotonicMs: 0,
    })
    made.breakDisk(true)
    made.bench.onField(leftReader, { kind: 'arrived', sighting: { tag: tag(1), scheme: 'epc', rawHex: tag(1) } })
    expect(made.step()).toBe('refused notSaved')
    made.readers([])
    expect(made.step()).toBe('refused notSaved')
    made.breakDisk(false)
    expect(made.bench.snapshot()).toMatchObject({ tagged: 0, undoable: null })
    expect(made.reported).toHaveLength(1)
  })

  it('puts the vials on the first free positions of the cane, and asks for another cane when it is full', async () => {
    const stored: Change = {
      entity: 'container',
      body: {
        id: vialId(80),
        name: 'VL-080',
        description: '',
        subject: subject1,
        tag: tag(80),
        taggedAt: noon,
        place: place(1, { ...cane1, cane: 'CN2' }),
        storedAt: noon,
        version: 1,
      },
    }
    const small: Change = { entity: 'cane', body: { ...cane1, cane: 'CN2', capacity: 2 } }
    const made = rig([...usualChanges, small, stored])
    await made.bench.open(id)
    made.bench.command((commands) => commands.choosePlace({ ...cane1, cane: 'CN2' }))
    made.arrive(tag(1))
    expect(made.bench.snapshot()?.vials[0]?.vial.place).toEqual(place(2, { ...cane1, cane: 'CN2' }))
    expect(made.step()).toBe('needsPlace VL-002')
    expect(made.bench.command((commands) => commands.choosePlace({ ...cane1, cane: 'CN2' }))).toEqual({
      ok: false,
      problem: { kind: 'caneFull' },
    })
    made.arrive(tag(2))
    expect(made.step()).toBe('needsPlace VL-002')
    made.bench.command((commands) => commands.choosePlace(cane1))
    expect(made.step()).toBe('expecting VL-003')
    expect(made.bench.snapshot()?.vials[1]?.vial).toMatchObject({ tag: tag(2), place: place(1) })
  })

  it('does not give a waiting tag to another vial than the one that was asked for', async () => {
    const made = rig()
    await made.bench.open(id)
    made.arrive(tag(1))
    made.bench.command((commands) => commands.skip())
    expect(made.step()).toBe('refused notClear')
    made.bench.command((commands) => commands.choosePlace(cane1))
    expect(made.bench.snapshot()?.tagged).toBe(0)
    made.leave(tag(1))
    expect(made.step()).toBe('expecting VL-002')
  })

  it('says that the last tag is saved already when it is put back, and refuses an earlier one', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    made.leave(tag(1))
    made.arrive(tag(1))
    expect(made.step()).toBe('expecting VL-002')
    expect(made.bench.snapshot()).toMatchObject({ last: { kind: 'sameAgain', vialName: 'VL-001' }, resultNumber: 2 })
    expect(made.cues).toEqual(['accepted', 'accepted'])
    made.arrive(tag(2))
    made.arrive(tag(1))
    expect(made.bench.snapshot()?.step).toMatchObject({ refusal: { kind: 'tagInUse', owner: { name: 'VL-001' } } })
  })

  it('refuses a tag that is used in another facility, and goes on when it has left', async () => {
    const made = await tagging()
    made.arrive(tag(60))
    expect(made.bench.snapshot()?.step).toEqual({
      kind: 'refused',
      vial: vial(1),
      refusal: {
        kind: 'tagInUse',
        tag: tag(60),
        owner: { name: 'VL-017', subjectCode: 'SUBJ-0001', since: '2026-01-03T08:00:00.000Z' },
      },
    })
    made.leave(tag(60))
    expect(made.step()).toBe('expecting VL-001')
  })

  it("stops at another subject's tag until it has left, and keeps the event", async () => {
    const made = await tagging()
    made.arrive(tag(70))
    expect(made.step()).toBe('refused otherSubject')
    made.arrive(tag(1), rightReader)
    expect(made.step()).toBe('refused otherSubject')
    made.leave(tag(70))
    expect(made.step()).toBe('refused notClear')
    made.leave(tag(1), rightReader)
    made.arrive(tag(1), rightReader)
    expect(made.step()).toBe('expecting VL-002')
    expect(made.store.tagging.events(id)).toContainEqual({
      kind: 'mismatch',
      tag: tag(70),
      ownerName: 'VL-900',
      ownerSubject: 'SUBJ-0042',
    })
  })

  it('refuses a tag that this bench has put on a vial of another procedure, before central has heard of it', async () => {
    const second: Change = {
      entity: 'procedure',
      body: store1234({ id: procedureId(1235), vials: [vial(5)], createdAt: '2026-03-03T09:00:00.000Z' }),
    }
    const made = await tagging([...usualChanges, second])
    made.arrive(tag(1))
    made.bench.stop()
    await made.bench.open(procedureId(1235))
    made.bench.command((commands) => commands.choosePlace(cane1))
    made.arrive(tag(1))
    expect(made.step()).toBe('refused tagInUse')
    made.leave(tag(1))
    made.arrive(tag(2))
    expect(made.bench.snapshot()?.vials[0]?.vial.place).toEqual(place(2))
  })

  it('takes the last tag back when it turns out to have been read beside another', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    made.happen({
      kind: 'several',
      how: 'together',
      sightings: [tag(1), tag(2)].map((each) => ({ tag: each, scheme: 'epc', rawHex: each })),
      withdrawn: [tag(1)],
    })
    expect(made.bench.snapshot()?.step).toMatchObject({ refusal: { kind: 'severalTags', withdrawn: 'VL-001' } })
    expect(intents(made)).toEqual(['tag.assign', 'tag.release'])
    made.happen({ kind: 'cleared' })
    expect(made.step()).toBe('expecting VL-001')
  })

  it('says that a reader went away, goes on when it is back, and loses nothing', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    made.readers([reader({ connection: { kind: 'reconnecting', sinceMs: 0, attempt: 1 } })])
    expect(made.bench.snapshot()).toMatchObject({
      step: { refusal: { kind: 'readerGone', readerName: 'SW UHF' } },
      readerReady: false,
    })
    made.readers([reader()])
    expect(made.step()).toBe('expecting VL-002')
    expect(made.bench.snapshot()?.tagged).toBe(1)
  })

  it('does not miss one reader while another is ready', async () => {
    const made = rig()
    made.readers([reader(), reader({ id: rightReader, seat: 'right' })])
    await made.bench.open(id)
    made.readers([reader({ connection: { kind: 'absent' } }), reader({ id: rightReader, seat: 'right' })])
    expect(made.step()).toBe('needsPlace VL-001')
  })

  it('neither undoes nor skips another vial than the one that the button named', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    // A scan under the finger: the button named the one before.
    made.arrive(tag(2))
    const refusal = { ok: false, problem: { kind: 'changedMeanwhile' } }
    expect(made.bench.command((commands) => commands.undo(vialId(1)))).toEqual(refusal)
    expect(made.bench.command((commands) => commands.skip(vialId(2)))).toEqual(refusal)
    expect(made.bench.snapshot()).toMatchObject({ tagged: 2, undoable: { containerId: vialId(2) } })
    expect(made.bench.command((commands) => commands.skip(vialId(3)))).toMatchObject({ ok: true })
    expect(made.bench.command((commands) => commands.undo(vialId(2)))).toMatchObject({ ok: true })
  })

  it('undoes the last tag, then the one before, and asks for them again', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    made.arrive(tag(2))
    expect(made.bench.snapshot()?.undoable).toEqual({ containerId: vialId(2), name: 'VL-002' })
    made.bench.command((commands) => commands.undo())
    expect(made.step()).toBe('expecting VL-002')
    made.bench.command((commands) => commands.undo())
    expect(made.step()).toBe('expecting VL-001')
    expect(made.bench.command((commands) => commands.undo())).toEqual({ ok: false, problem: { kind: 'nothingToUndo' } })
    made.arrive(tag(2))
    expect(made.bench.snapshot()?.vials[0]).toMatchObject({ vial: { tag: tag(2), place: place(1) }, saving: 'saved' })
  })

  it('skips a vial, comes back to it, and finishes only with it', async () => {
    const made = await tagging()
    made.bench.command((commands) => commands.skip())
    made.arrive(tag(2))
    made.arrive(tag(3))
    expect(made.step()).toBe('onlySkipped')
    made.arrive(tag(4))
    expect(made.step()).toBe('onlySkipped')
    expect(made.bench.snapshot()).toMatchObject({ last: { kind: 'onlySkipped', vials: 1 }, resultNumber: 3 })
    expect(made.bench.command((commands) => commands.goTo(vialId(2)))).toMatchObject({
      problem: { kind: 'alreadyTagged' },
    })
    expect(made.bench.command((commands) => commands.goTo(vialId(99)))).toEqual({
      ok: false,
      problem: { kind: 'noSuchVial' },
    })
    made.bench.command((commands) => commands.goTo(vialId(1)))
    expect(made.step()).toBe('refused notClear')
    made.leave(tag(4))
    expect(made.step()).toBe('expecting VL-001')
    made.arrive(tag(1))
    expect(made.step()).toBe('finished')
  })

  it('stops and is taken up again where it was, without asking for the last tag', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    expect(made.bench.stop()).toEqual({ ok: true, value: null })
    expect(made.shown.at(-1)).toBeNull()
    expect(made.store.tagging.resumable()).toEqual([id])
    await made.bench.open(id)
    expect(made.step()).toBe('expecting VL-002')
    expect(made.bench.snapshot()?.place).toMatchObject(cane1)
  })
})

describe('after a run that died', () => {
  it('goes on where it was, and asks for the last tag once more', async () => {
    const file = tempFile()
    const made = await tagging([...usualChanges, ...others], file)
    made.arrive(tag(1))
    const next = rigOn(storeAt(file))
    next.bench.resume()
    expect(next.step()).toBe('confirmLast VL-001')
    next.arrive(tag(2))
    expect(next.bench.snapshot()?.step).toMatchObject({ refusal: { kind: 'notTheLast', tag: tag(2), saved: tag(1) } })
    next.leave(tag(2))
    next.arrive(tag(70))
    expect(next.step()).toBe('refused otherSubject')
    next.leave(tag(70))
    next.arrive(tag(1))
    expect(next.step()).toBe('expecting VL-002')
    expect(next.bench.snapshot()?.last).toMatchObject({ kind: 'confirmedLast', vialName: 'VL-001' })
    next.arrive(tag(2))
    expect(next.bench.snapshot()?.tagged).toBe(2)
  })

  it('stops, with a sentence, where central now calls something else by the number', async () => {
    const made = await tagging()
    made.arrive(tag(1))
    // Central was restored from a backup, and has given the number out again.
    const names = ['VL-101', 'VL-102', 'VL-103']
    const other = store1234({
      subject: { id: subjectId(9), code: 'ANOTHER' },
      vials: store1234().vials.map((vial, at) => ({ ...vial, containerId: vialId(101 + at), name: names[at] ?? '' })),
    })
    const snapshot = made.store.mirror.beginSnapshot()
    snapshot.add([...usualChanges.slice(0, 3), { entity: 'procedure', body: other }])
    snapshot.finish({ epoch: 'e2', n: 1 })
    const next = rigOn(made.store)
    next.bench.resume()
    expect([next.bench.snapshot(), made.store.tagging.open()]).toEqual([null, null])
    expect(await next.bench.open(id)).toEqual({
      ok: false,
      problem: { kind: 'anotherProcedure', subjectCode: 'ANOTHER' },
    })
    // Whoever has read it and opens it again begins anew: nothing of the other one's session is in it.
    expect(await next.bench.open(id)).toMatchObject({ ok: true, value: { tagged: 0, place: null, undoable: null } })
    expect(next.step()).toMatch(/VL-101/)
    const last = rigOn(made.store)
    last.bench.resume()
    expect(last.bench.snapshot()?.procedure.subject?.code).toBe('ANOTHER')
  })

  it('asks for nothing if nothing was tagged, and resumes nothing that was stopped', async () => {
    const file = tempFile()
    await tagging(usualChanges, file)
    const next = rigOn(storeAt(file))
    next.bench.resume()
    expect(next.step()).toBe('expecting VL-001')
    next.bench.close()
    const last = rigOn(storeAt(file))
    last.bench.resume()
    expect(last.step()).toBe('closed')
  })

  it('can take the last tag back instead of showing it again', async () => {
    const file = tempFile()
    const made = await tagging(usualChanges, file)
    made.arrive(tag(1))
    const next = rigOn(storeAt(file))
    next.bench.resume()
    expect(next.bench.command((commands) => commands.undo())).toEqual({ ok: true, value: null })
    expect(next.step()).toBe('expecting VL-001')
  })

  it('keeps a read that nobody concluded anything from as such', async () => {
    const file = tempFile()
    const made = await tagging(usualChanges, file)
    made.bench.onRead(leftReader, {
      readerId: leftReader,
      model: 'sw-uhf',
      serial: null,
      simulated: false,
      reportHex: 'AB',
      tags: [tag(1)],
      malformed: null,
      wallMs: 0,
      monotonicMs: 0,
    })
    expect(made.store.journal.unconcluded()).toHaveLength(1)
    const next = rigOn(storeAt(file))
    expect(next.store.journal.unconcluded()).toEqual([])
  })
})

describe('opening', () => {
  it.each([
    ['another type', { type: 'RETRIEVAL' as const }, { kind: 'wrongType', event: 'assignTag', type: 'RETRIEVAL' }],
    ['another state', { status: 'CREATED' as const }, { kind: 'wrongStatus', event: 'assignTag', status: 'CREATED' }],
    [
      'a type that nobody knows',
      { type: 'UNKNOWN' as const },
      { kind: 'wrongType', event: 'assignTag', type: 'UNKNOWN' },
    ],
  ])('refuses %s', async (_name, change, problem) => {
    const made = rig([...usualChanges.slice(0, 3), { entity: 'procedure', body: store1234(change) }])
    expect(await made.bench.open(id)).toEqual({ ok: false, problem })
  })

  it('refuses what is not there, what another bench holds, and a second one beside an open one', async () => {
    const second: Change = { entity: 'procedure', body: store1234({ id: procedureId(1235), vials: [vial(5)] }) }
    const made = rig([...usualChanges, second])
    expect(await made.bench.open(procedureId(9))).toEqual({ ok: false, problem: { kind: 'noSuchProcedure' } })
    made.claims.answer = { kind: 'elsewhere', benchName: 'Bench 2', until: noon }
    expect(await made.bench.open(id)).toMatchObject({ problem: { kind: 'claimedElsewhere', benchName: 'Bench 2' } })
    made.claims.answer = { kind: 'held' }
    await made.bench.open(id)
    expect(await made.bench.open(procedureId(1235))).toEqual({
      ok: false,
      problem: { kind: 'otherTaggingOpen', procedureId: id },
    })
    expect(await made.bench.open(id)).toMatchObject({ ok: true })
  })

  it('respects a claim that central told of before it fell silent, and nothing older', async () => {
    const claim = (expiresAt: string) => ({ benchId: otherBench, benchName: 'Bench 2', expiresAt })
    const held = { ...store1234(), claim: claim('2030-01-01T12:01:30.000Z') }
    const made = rig([...usualChanges.slice(0, 3), { entity: 'procedure', body: held }])
    made.claims.answer = { kind: 'unanswered' }
    expect(await made.bench.open(id)).toMatchObject({ problem: { kind: 'claimedElsewhere' } })
    feed(made, { claim: claim('2000-01-01T00:00:00.000Z') })
    expect(await made.bench.open(id)).toMatchObject({ value: { claim: 'notNeeded' } })
  })

  it('does not wait for a central that says nothing', async () => {
    const made = rig()
    made.claims.answer = { kind: 'unanswered' }
    expect(await made.bench.open(id)).toMatchObject({ value: { claim: 'notNeeded' } })
  })

  it('renews its claim, and shows when another bench has it', async () => {
    const made = await tagging()
    expect(made.bench.snapshot()?.claim).toBe('held')
    made.claims.answer = { kind: 'elsewhere', benchName: 'Bench 2', until: noon }
    await made.time.advance(60_000)
    expect(made.bench.snapshot()?.claim).toEqual({ elsewhere: 'Bench 2' })
    made.bench.stop()
    expect(made.time.pending).toBe(0)
  })

  it('queues at once what has every tag already', async () => {
    const vials = [vial(1, { tag: tag(1), place: place(1) })]
    const made = rig([...usualChanges.slice(0, 3), { entity: 'procedure', body: store1234({ vials }) }])
    await made.bench.open(id)
    expect(made.step()).toBe('finished')
    expect(intents(made)).toEqual(['procedure.prepare'])
  })

  it('refuses to begin without anybody', async () => {
    const made = rig(usualChanges.filter((change) => change.entity !== 'person'))
    expect(await made.bench.open(id)).toEqual({ ok: false, problem: { kind: 'nobodySignedIn' } })
  })
})

describe('while a procedure is open', () => {
  it('shows that it was cancelled elsewhere, and takes no more tags', async () => {
    const made = await tagging()
    feed(made, { status: 'CANCELLED', reason: 'withdrawn' })
    expect(made.bench.snapshot()?.procedure.status).toBe('CANCELLED')
    made.arrive(tag(1))
    expect(intents(made)).toEqual([])
    expect(made.found).toEqual([{ kind: 'freeTag', tag: tag(1) }])
  })

  it('asks for what another bench has not tagged', async () => {
    const made = await tagging()
    feed(made, { vials: [vial(1, { tag: tag(50), place: place(1) }), vial(2), vial(3)] })
    expect(made.step()).toBe('expecting VL-002')
    expect(made.bench.snapshot()?.vials[0]?.saving).toBe('confirmed')
  })
})

describe('a tag where nobody is tagging', () => {
  it('is looked up, with its vial and its open procedure', async () => {
    const vials = [vial(1, { tag: tag(1), place: place(1) }), vial(2)]
    const made = rig([
      ...usualChanges.slice(0, 3),
      { entity: 'procedure', body: store1234({ vials }) },
      {
        entity: 'container',
        body: {
          id: vialId(1),
          name: 'VL-001',
          description: '',
          subject: subject1,
          tag: tag(1),
          taggedAt: noon,
          place: null,
          storedAt: null,
          version: 1,
        },
      },
    ])
    made.arrive(tag(1))
    expect(made.found).toMatchObject([{ tag: tag(1), container: { name: 'VL-001' }, openProcedure: id }])
    expect(made.store.journal.unconcluded()).toEqual([])
  })

  it('is a question too on the screen of a finished procedure', async () => {
    const made = await tagging()
    for (const number of [1, 2, 3]) made.arrive(tag(number))
    await made.time.advance(settledMs)
    made.arrive(tag(60))
    expect(made.found).toMatchObject([{ kind: 'namedVial', tag: tag(60) }])
    expect(made.step()).toBe('finished')
  })
})

describe('whatever hands and readers do', () => {
  type Act =
    | { readonly kind: 'tag' | 'leave'; readonly number: number }
    | { readonly kind: 'undo' | 'skip' | 'crash' | 'wait' | 'stop' }
    | { readonly kind: 'goTo'; readonly number: number }
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('tag' as const, 'leave' as const),
        number: fc.integer({ min: 1, max: 6 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'skip' as const, 'crash' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('wait' as const, 'stop' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('goTo' as const), number: fc.integer({ min: 1, max: 3 }) }) },
  )

  it('no tag is on two vials, no vial changes its tag unasked, and a restart finds all of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        const file = tempFile()
        let made = await tagging([...usualChanges, ...others], file)
        for (const each of acts) {
          const before = made.bench.snapshot()
          if (each.kind === 'tag') made.arrive(tag(each.number))
          if (each.kind === 'leave') made.leave(tag(each.number))
          if (each.kind === 'undo') made.bench.command((commands) => commands.undo())
          if (each.kind === 'skip') made.bench.command((commands) => commands.skip())
          if (each.kind === 'goTo') made.bench.command((commands) => commands.goTo(vialId(each.number)))
          if (each.kind === 'crash') {
            made = rigOn(storeAt(file))
            made.bench.resume()
          }
          if (each.kind === 'wait') await made.time.advance(settledMs)
          if (each.kind === 'stop') {
            const isOpen = before?.procedure.status === 'PENDING' && before.step.kind !== 'finished'
            made.bench.stop()
            if (isOpen) await made.bench.open(id)
          }
          const after = made.bench.snapshot()
          if (after === null) {
            // Closed for good only with everything tagged and queued.
            expect(before?.step.kind).toBe('finished')
            expect(intents(made)).toContain('procedure.prepare')
            return
          }
          const tags = after.vials.flatMap(({ vial: { tag } }) => tag ?? [])
          expect(new Set(tags).size).toBe(tags.length)
          const places = after.vials.flatMap(({ vial: { place } }) => (place ? [place.position] : []))
          expect(new Set(places).size).toBe(places.length)
          for (const [index, { vial }] of (before?.vials ?? []).entries()) {
            const now = after.vials[index]?.vial.tag
            if (each.kind !== 'undo' && vial.tag !== null) expect(now).toBe(vial.tag)
          }
          if (after.procedure.status === 'CREATED') expect(after.tagged).toBe(3)
          expect(after.tagged - (before?.tagged ?? 0)).toBeLessThanOrEqual(each.kind === 'tag' ? 1 : 0)
        }
        await made.time.advance(settledMs)
        const end = made.bench.snapshot()
        // Complete is queued, unless the last tag is still asked for.
        if (end?.step.kind === 'finished') expect(end.procedure.status).toBe('CREATED')
        if (end?.tagged === 3 && end.procedure.status === 'PENDING') {
          expect(['confirmLast', 'refused']).toContain(end.step.kind)
        }
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
