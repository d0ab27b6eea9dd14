import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BenchStore } from '../../../../../../src/main/engine/store/contract/store'
import type { IntentAnswer } from '../../../../../../src/shared/api/bench'
import { intentEnvelope } from '../../../../../../src/shared/api/intents'
import { benchId, containerId, facilityId, procedureId, storageId } from '../../../../../../src/shared/model/ids'
import { genesisHash, intentHash, newBenchKey, verifyHash } from '../../../../../../src/trust'
import { aProcedure, placeAt, tag, vial } from '../../../../../support/builders/numbered'
import { at, countedIds, key, opened, signer, staff, stillClock, tempFile } from '../support'

const prepare = (store: BenchStore, procedure: number) =>
  store.outbox.enqueue({
    body: { kind: 'procedure.prepare', procedureId: procedureId(procedure) },
    actor: staff,
  })
const addCane = (store: BenchStore) =>
  store.outbox.enqueue({
    body: { kind: 'cane.add', storageId: storageId(1), canister: 'C1', cane: 'Z' },
    actor: staff,
  })
const answer = (intentId: string, over: Partial<IntentAnswer> = {}): IntentAnswer => ({
  intentId,
  result: 'accepted',
  problem: null,
  version: 2,
  ...over,
})
const seqs = (entries: readonly { envelope: { benchSeq: number } }[]) =>
  entries.map(({ envelope }) => envelope.benchSeq)

describe('the chain', () => {
  test('numbers without gap, each hash over the one before, signed by the bench', () => {
    const store = opened()
    const sent = [prepare(store, 1), prepare(store, 2), addCane(store)]
    let prevHash = genesisHash
    for (const [index, envelope] of sent.entries()) {
      expect(envelope.benchSeq).toBe(index + 1)
      expect(envelope.prevHash).toBe(prevHash)
      expect(intentHash(prevHash, envelope)).toBe(envelope.hash)
      expect(verifyHash(key.publicKeySpkiBase64, envelope.hash, envelope.signature)).toBe(true)
      prevHash = envelope.hash
    }
  })

  test('what is taken from disk is to the byte what was signed, and of the wire contract', () => {
    const file = tempFile()
    const envelope = prepare(opened(file), 1)
    const [entry] = opened(file).outbox.nextBatch(10, 0)
    expect(entry?.envelope).toEqual(envelope)
    expect(intentEnvelope.safeParse(JSON.parse(JSON.stringify(entry?.envelope))).success).toBe(true)
    expect(intentHash(envelope.prevHash, JSON.parse(JSON.stringify(entry?.envelope)))).toBe(envelope.hash)
  })

  test('a number that was rolled back is used again: no gap', () => {
    const store = opened()
    prepare(store, 1)
    expect(() =>
      store.transact(() => {
        prepare(store, 2)
        throw new Error('no')
      }),
    ).toThrow()
    expect(prepare(store, 3).benchSeq).toBe(2)
  })

  test('a new identity signs unsent work anew, in its own chain; the old entries name their successors', () => {
    const store = opened()
    const [sent, waiting] = [prepare(store, 1), prepare(store, 2)]
    store.outbox.settle([answer(sent.intentId)])
    const next = newBenchKey()
    const id = benchId('01890000-0000-7000-8000-0000000000ff')
    store.setSigner({ benchId: id, privateKeyPem: next.privateKeyPem })
    store.outbox.reissue()
    const entries = store.outbox.nextBatch(10, 0)
    expect(entries).toHaveLength(1)
    expect(entries[0]?.envelope).toMatchObject({
      benchId: id,
      benchSeq: 1,
      prevHash: genesisHash,
      body: waiting.body,
      occurredAt: waiting.occurredAt,
      actor: { benchId: id },
    })
    expect(entries[0]?.envelope.intentId).not.toBe(waiting.intentId)
    expect(store.outbox.refused()).toEqual([])
    expect(store.outbox.summary().waiting).toBe(1)
  })

  test.each(['reissue', 'reissueNext'] as const)('%s signs nothing that is not what was signed before', (how) => {
    const file = tempFile()
    const store = opened(file)
    store.setSigner(signer)
    const cancel = (procedure: number, reason: string) =>
      store.outbox.enqueue({
        body: { kind: 'procedure.cancel', procedureId: procedureId(procedure), reason },
        actor: staff,
      })
    const [before, changed, behind, other] = [cancel(1, 'a'), cancel(1, 'b'), cancel(1, 'c'), cancel(2, 'd')]
    const forged = cancel(3, 'e')
    const editor = new BetterSqlite3(file)
    editor.exec('DROP TRIGGER outbox_as_signed')
    const edit = editor.prepare('UPDATE outbox SET body = ? WHERE intent_id = ?')
    edit.run(JSON.stringify({ ...changed.body, reason: 'written into the file' }), changed.intentId)
    // With a hash that fits, and no signature that does.
    const body = { ...forged.body, reason: 'forged' }
    edit.run(JSON.stringify(body), forged.intentId)
    const hash = intentHash(forged.prevHash, { ...forged, body })
    editor.prepare('UPDATE outbox SET hash = ? WHERE intent_id = ?').run(hash, forged.intentId)
    editor.close()

    store.setSigner({ benchId: benchId('second'), privateKeyPem: newBenchKey().privateKeyPem })
    if (how === 'reissue') store.outbox.reissue()
    else while (store.outbox.reissueNext());

    const leaving = store.outbox.nextBatch(10, 0)
    expect(leaving.map(({ body: each }) => each)).toEqual([before.body, other.body])
    expect(seqs(leaving)).toEqual([1, 2])
    expect(store.outbox.refused().map(({ envelope, problem }) => [envelope.intentId, problem])).toEqual([
      [changed.intentId, { kind: 'wrongHash' }],
      [behind.intentId, { kind: 'behindRefused', intentId: changed.intentId }],
      [forged.intentId, { kind: 'wrongSignature' }],
    ])
  })

  test('what is no key is refused before anything is signed with it', () => {
    const store = opened()
    expect(() => store.setSigner({ ...signer, privateKeyPem: 'not a key' })).toThrow()
    prepare(store, 1)
    expect(store.outbox.nextBatch(10, 0)[0]?.envelope.benchId).toBe(signer.benchId)
  })
})

describe('sending', () => {
  test('one batch takes a whole aggregate in order; the next waits until the first is answered', () => {
    const store = opened()
    for (const procedure of [1, 1, 2, 1]) prepare(store, procedure)
    expect(seqs(store.outbox.nextBatch(2, 0))).toEqual([1, 2])
    expect(seqs(store.outbox.nextBatch(10, 0))).toEqual([3])
  })

  test('a back-off holds back its aggregate only', () => {
    const store = opened()
    const [first] = [1, 1, 2].map((procedure) => prepare(store, procedure))
    const taken = store.outbox.nextBatch(1, 1000)
    store.outbox.requeue(
      taken.map(({ envelope }) => envelope.intentId),
      5000,
      'failed',
      true,
    )
    expect(store.outbox.nextDueMs(1000)).toBe(0)
    expect(seqs(store.outbox.nextBatch(10, 1000))).toEqual([3])
    expect(store.outbox.nextDueMs(1000)).toBe(5000)
    expect(store.outbox.nextBatch(10, 4999)).toEqual([])
    const again = store.outbox.nextBatch(10, 5000)
    expect(seqs(again)).toEqual([1, 2])
    expect(again[0]).toMatchObject({ attempts: 1, envelope: { intentId: first?.intentId } })
  })

  test('a time that a set-back clock has put far ahead holds nothing back', () => {
    const store = opened()
    prepare(store, 1)
    const taken = store.outbox.nextBatch(1, 10_000_000)
    store.outbox.requeue(
      taken.map(({ envelope }) => envelope.intentId),
      10_060_000,
      'failed',
      true,
    )
    expect(store.outbox.nextDueMs(1000)).toBe(0)
    expect(store.outbox.nextBatch(1, 1000)).toHaveLength(1)
  })

  describe('what needs an earlier act of another aggregate', () => {
    const assign = (store: BenchStore, procedure: number, n: number, cane: string, position = 1) =>
      store.outbox.enqueue({
        body: {
          kind: 'tag.assign',
          procedureId: procedureId(procedure),
          containerId: containerId(procedure * 100),
          tag: tag(n),
          place: placeAt(1, 'C1', cane, position),
          source: { model: 'test', serial: null, simulated: true },
        },
        actor: staff,
      })
    const release = (store: BenchStore, procedure: number, n: number) =>
      store.outbox.enqueue({
        body: {
          kind: 'tag.release',
          procedureId: procedureId(procedure),
          containerId: containerId(procedure * 100),
          tag: tag(n),
          reason: 'byHand',
        },
        actor: staff,
      })
    const backOff = (store: BenchStore, limit = 1) => {
      const taken = store.outbox.nextBatch(limit, 1000)
      store.outbox.requeue(
        taken.map(({ envelope }) => envelope.intentId),
        5000,
        'failed',
        true,
      )
    }
    const dueNow = (store: BenchStore) => {
      const taken = store.outbox.nextBatch(100, 1000)
      store.outbox.recover()
      return seqs(taken)
    }

    test('a vial does not leave before the cane that it hangs on; another cane’s does', () => {
      const store = opened()
      addCane(store)
      backOff(store)
      assign(store, 1, 1, 'Z')
      assign(store, 2, 2, 'Y')
      prepare(store, 1)
      prepare(store, 2)
      expect(dueNow(store)).toEqual([3, 5])
      expect(seqs(store.outbox.nextBatch(100, 5000))).toEqual([1, 2, 3, 4, 5])
    })

    test('nor one with a tag, or in a place, that another procedure has to give back first', () => {
      const store = opened()
      const of = { tag: tag(1), place: placeAt(1, 'C1', 'Y', 1) }
      const known = aProcedure(1, {
        vials: [vial(100, of), vial(101, { tag: tag(7), place: placeAt(1, 'C1', 'Y', 2) })],
      })
      store.mirror.apply([{ entity: 'procedure', body: known }], at(1))
      release(store, 1, 1)
      backOff(store)
      assign(store, 2, 1, 'X')
      assign(store, 3, 3, 'Y')
      assign(store, 4, 4, 'Y', 3)
      expect(dueNow(store)).toEqual([4])
      expect(store.outbox.nextDueMs(1000)).toBe(0)
    })

    test('of a procedure that is cancelled too; and what follows from what waits, waits', () => {
      const store = opened()
      const known = aProcedure(1, { vials: [vial(100, { tag: tag(1), place: placeAt(1, 'C1', 'Y', 1) })] })
      store.mirror.apply([{ entity: 'procedure', body: known }], at(1))
      store.outbox.enqueue({
        body: { kind: 'procedure.cancel', procedureId: procedureId(1), reason: 'Not needed' },
        actor: staff,
      })
      backOff(store)
      assign(store, 2, 1, 'X', 1)
      release(store, 2, 1)
      assign(store, 3, 9, 'X', 1)
      expect(dueNow(store)).toEqual([])
      // Nothing is due before the time of the one that all wait for.
      expect(store.outbox.nextDueMs(1000)).toBe(5000)
      expect(seqs(store.outbox.nextBatch(100, 5000))).toEqual([1, 2, 3, 4])
    })
  })

  test('being offline costs no attempt; `makeDue` shortens every back-off', () => {
    const store = opened()
    const { intentId } = prepare(store, 1)
    store.outbox.nextBatch(1, 0)
    store.outbox.requeue([intentId], null, 'unreachable', false)
    expect(store.outbox.nextBatch(1, 0)).toMatchObject([{ attempts: 0, problem: { kind: 'unreachable' } }])
    store.outbox.requeue([intentId], 9000, 'failed', true)
    store.outbox.makeDue()
    expect(store.outbox.nextBatch(1, 0)).toMatchObject([{ attempts: 1 }])
  })

  test('a run that died while sending sends again', () => {
    const file = tempFile()
    const store = opened(file)
    prepare(store, 1)
    store.outbox.nextBatch(1, 0)
    expect(store.outbox.nextBatch(1, 0)).toEqual([])
    expect(seqs(opened(file).outbox.nextBatch(1, 0))).toEqual([1])
  })
})

describe('answers', () => {
  test('accepted: unsettled until the mirror shows it, whichever comes first', () => {
    const store = opened()
    const { intentId } = prepare(store, 1)
    store.outbox.nextBatch(1, 0)
    expect(store.outbox.unsettled(procedureId(1))).toMatchObject([{ state: 'sending' }])
    store.outbox.settle([answer(intentId, { version: 5 })])
    store.mirror.apply([{ entity: 'procedure', body: aProcedure(1, { version: 4 }) }], at(1))
    expect(store.outbox.unsettled(procedureId(1))).toMatchObject([{ state: 'accepted', acceptedVersion: 5 }])
    expect(store.outbox.unsettledProcedures()).toEqual([1])
    store.mirror.apply([{ entity: 'procedure', body: aProcedure(1, { version: 5 }) }], at(2))
    expect(store.outbox.unsettled(procedureId(1))).toEqual([])
    expect(store.outbox.unsettledProcedures()).toEqual([])

    const second = prepare(store, 1)
    store.mirror.apply([{ entity: 'procedure', body: aProcedure(1, { version: 6 }) }], at(3))
    expect(store.outbox.unsettled(procedureId(1))).toHaveLength(1)
    store.outbox.settle([answer(second.intentId, { version: 6 })])
    expect(store.outbox.unsettled(procedureId(1))).toEqual([])
  })

  test('a duplicate is what the first answer was', () => {
    const store = opened()
    const [a, b] = [prepare(store, 1), prepare(store, 2)]
    store.outbox.nextBatch(2, 0)
    store.outbox.settle([
      answer(a.intentId, { result: 'duplicate', first: 'accepted' }),
      answer(b.intentId, { result: 'duplicate', first: 'conflict', problem: { kind: 'tagUsed', tag: 'E0' } }),
    ])
    expect(store.outbox.unsettled(procedureId(1))).toMatchObject([{ state: 'accepted' }])
    expect(store.outbox.refused(procedureId(2))).toMatchObject([
      { state: 'conflict', problem: { kind: 'tagUsed', tag: 'E0' } },
    ])
  })

  test('a refusal parks what follows in its aggregate, also what was in flight without an answer, and nothing else', () => {
    const store = opened()
    const [first] = [1, 2, 1, 1].map((procedure) => prepare(store, procedure))
    store.outbox.nextBatch(3, 0)
    store.outbox.settle([answer(first?.intentId ?? '', { result: 'rejected', problem: { kind: 'wrongStatus' } })])
    expect(store.outbox.refused().map(({ state, problem }) => [state, problem?.kind])).toEqual([
      ['rejected', 'wrongStatus'],
      ['parked', 'behindRefused'],
      ['parked', 'behindRefused'],
    ])
    expect(store.outbox.unsettled(procedureId(1))).toEqual([])
    expect(store.outbox.summary()).toMatchObject({ waiting: 1, refused: 3 })
    const repaired = prepare(store, 1)
    expect(store.outbox.nextBatch(10, 0).map(({ envelope }) => envelope.intentId)).toEqual([repaired.intentId])
  })

  test('an answer comes once: later ones, and ones to questions never asked, change nothing', () => {
    const store = opened()
    const { intentId } = prepare(store, 1)
    store.outbox.settle([answer(intentId)])
    store.outbox.settle([answer(intentId, { result: 'rejected', problem: { kind: 'x' } }), answer('no-such-intent')])
    expect(store.outbox.refused()).toEqual([])
  })

  test('a cane is unsettled until the mirror has it', () => {
    const store = opened()
    const { intentId } = addCane(store)
    expect(store.outbox.unsettledCanes()).toEqual([{ storageId: 1, canister: 'C1', cane: 'Z' }])
    store.outbox.settle([answer(intentId, { version: null })])
    expect(store.outbox.unsettledCanes()).toHaveLength(1)
    store.mirror.apply(
      [{ entity: 'cane', body: { storageId: storageId(1), canister: 'C1', cane: 'Z', capacity: 5 } }],
      at(1),
    )
    expect(store.outbox.unsettledCanes()).toEqual([])
  })

  test('after a restored central, what its state no longer shows is offered again', () => {
    const store = opened()
    const [lost, kept] = [prepare(store, 1), prepare(store, 2)]
    store.outbox.settle([answer(lost.intentId, { version: 3 }), answer(kept.intentId, { version: 3 })])
    const state = [aProcedure(1, { version: 2 }), aProcedure(2, { version: 3 })]
    store.mirror.apply(
      state.map((body) => ({ entity: 'procedure' as const, body })),
      at(1, 'e2'),
    )
    expect(store.outbox.offerAgain(0)).toBeNull()
    expect(store.outbox.nextBatch(10, 0).map(({ envelope }) => envelope.intentId)).toEqual([lost.intentId])
  })

  test('after a restored central, work of earlier identities is signed anew in front of what the present one did there', () => {
    const store = opened()
    const become = (name: string) => {
      const id = benchId(name)
      store.setSigner({ benchId: id, privateKeyPem: newBenchKey().privateKeyPem })
      store.outbox.reissue()
      const house = { organizationName: 'Clinic', facilityId: facilityId(1), facilityName: 'Main' }
      store.profile.saveIdentity({ ...house, benchId: id, centralUrl: 'http://central.example' })
      return id
    }
    const accept = (ids: readonly string[]) => store.outbox.settle(ids.map((id) => answer(id, { version: 3 })))
    const act = (procedure: number, reason: string) =>
      store.outbox.enqueue({
        body: { kind: 'procedure.cancel', procedureId: procedureId(procedure), reason },
        actor: staff,
      }).intentId
    accept([act(1, '1 a'), act(2, '2 a')])
    become('second')
    accept([act(1, '1 b')])
    act(1, '1 c')
    const third = become('third')
    // More than are looked at in one step.
    accept(Array.from({ length: 400 }, (_, n) => act(n + 10, 'many')))
    act(1, '1 d')
    act(2, '2 b')
    store.mirror.forgetHistory()
    let pieces = 1
    for (let after = store.outbox.offerAgain(0); after !== null; after = store.outbox.offerAgain(after)) pieces += 1
    expect(pieces).toBeGreaterThan(1)
    while (store.outbox.reissueNext());
    const leaving = store.outbox.nextBatch(1000, 0)
    expect(new Set(leaving.map(({ envelope }) => envelope.benchId))).toEqual(new Set([third]))
    const reasons = leaving.flatMap(({ body }) => ('reason' in body ? [body.reason] : []))
    expect(reasons.filter((reason) => reason?.startsWith('1'))).toEqual(['1 a', '1 b', '1 c', '1 d'])
    expect(reasons.filter((reason) => reason?.startsWith('2'))).toEqual(['2 a', '2 b'])
    expect(reasons).toHaveLength(406)
    // In one aggregate the order in which they leave is that of their numbers.
    expect(seqs(leaving)).toEqual(seqs(leaving).toSorted((a, b) => a - b))
  })

  test('the summary tells the age of the oldest', () => {
    const clock = stillClock(1_000_000)
    const store = opened(tempFile(), clock, countedIds())
    expect(store.outbox.summary()).toEqual({ waiting: 0, oldestMs: null, refused: 0 })
    prepare(store, 1)
    clock.advance(5000)
    prepare(store, 2)
    expect(store.outbox.summary()).toEqual({ waiting: 2, oldestMs: 1_000_000, refused: 0 })
  })
})

test('whatever central answers: order within an aggregate, no answer twice, and the queue always ends', () => {
  const outcome = fc.constantFrom('accepted', 'conflict', 'rejected', 'offline', 'failed', 'unanswered')
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 25 }),
      fc.array(outcome, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      (procedures, outcomes, limit) => {
        const store = opened(':memory:')
        const aggregate = new Map(procedures.map((procedure) => [prepare(store, procedure).benchSeq, procedure]))
        const settled = new Map<number, string>()
        const refused: number[] = []
        let turn = 0
        let nowMs = 0
        for (let rounds = 0; store.outbox.summary().waiting > 0; rounds += 1) {
          expect(rounds).toBeLessThan(500)
          nowMs += 1000
          const batch = store.outbox.nextBatch(limit, nowMs)
          for (const { envelope } of batch) {
            const mine = aggregate.get(envelope.benchSeq) ?? 0
            const earlier = [...aggregate].filter(([seq, other]) => other === mine && seq < envelope.benchSeq)
            const inBatch = new Set(seqs(batch))
            expect(earlier.every(([seq]) => settled.has(seq) || inBatch.has(seq))).toBe(true)
            expect(earlier.some(([seq]) => refused.includes(seq))).toBe(false)
          }
          const answers: IntentAnswer[] = []
          for (const { envelope } of batch) {
            // After its script central is well again.
            const what = turn < outcomes.length ? (outcomes[turn] ?? 'accepted') : 'accepted'
            turn += 1
            if (what === 'accepted' || what === 'conflict' || what === 'rejected') {
              answers.push(
                answer(envelope.intentId, { result: what, problem: what === 'accepted' ? null : { kind: 'k' } }),
              )
              expect(settled.has(envelope.benchSeq)).toBe(false)
              settled.set(envelope.benchSeq, what)
              if (what !== 'accepted') refused.push(envelope.benchSeq)
            }
          }
          store.outbox.settle(answers)
          const answered = new Set(answers.map(({ intentId }) => intentId))
          const rest = batch.map(({ envelope }) => envelope.intentId).filter((id) => !answered.has(id))
          store.outbox.requeue(rest, nowMs + 1500, 'failed', true)
        }
        const parked = store.outbox.refused().filter(({ state }) => state === 'parked')
        expect(settled.size + parked.length).toBe(procedures.length)
        store.close()
      },
    ),
    { numRuns: 60 },
  )
})
