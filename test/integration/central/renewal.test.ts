// What central gives, and to whom, when a bench's identity ends and another begins.
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { revokeBench } from '../../../src/central/domain/benches/administration'
import type { ActInput } from '../../../src/shared/acts/wire'
import { formerIntentsReply, intentsReply, renewReply } from '../../../src/shared/api/bench'
import { errorReply } from '../../../src/shared/api/external'
import { newBenchKey, renewalHash, signHash } from '../../../src/trust'
import { enrolBench, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { actorAt } from '../../support/signed-chain'

let central: TestCentral
beforeAll(async () => {
  central = await startCentral()
})
afterAll(() => central.stop())

/** A next identity of this bench, as one machine that has its token and its key makes it. */
function renewalOf({ benchId, key }: TestBench, token = randomBytes(32).toString('base64url')) {
  const next = newBenchKey()
  const tokenHash = createHash('sha256').update(token, 'utf8').digest('hex')
  const statement = { renews: benchId, publicKey: next.publicKeySpkiBase64, tokenHash }
  const hash = renewalHash(statement)
  const { renews: _, ...proven } = statement
  return {
    token,
    body: { ...proven, signature: signHash(key.privateKeyPem, hash), proof: signHash(next.privateKeyPem, hash) },
  }
}

/** What a person decides about a cane of another machine that central has never heard of. */
const withdrawing = (intentId: string, cane: string): ActInput => ({
  kind: 'conflict.resolve',
  conflictId: intentId,
  conflictKind: 'other',
  about: { kind: 'cane', storageId: 2, canister: 'C1', cane },
  covers: [],
  withdrawn: [intentId],
  choice: 'keepCentral',
  reason: null,
})

test('an identity is renewed once: the same renewal gets the same answer, a different one none', async () => {
  const bench = await enrolBench(central)
  const [one, other] = [renewalOf(bench), renewalOf(bench)]
  const first = await bench.call('POST', '/renew', one.body)
  const { benchId } = first.as(renewReply)
  const different = await bench.call('POST', '/renew', other.body)
  expect(different.status).toBe(401)
  expect((await bench.call('POST', '/renew', one.body)).as(renewReply).benchId).toBe(benchId)
  // The two halves of two renewals are none either.
  const mixed = { ...one.body, tokenHash: other.body.tokenHash }
  expect((await bench.call('POST', '/renew', mixed)).status).toBe(400)
  expect((await bench.as(other.token).get('/changes?after=x:0')).status).toBe(401)
  expect((await bench.as(one.token).get('/changes?after=x:0')).status).not.toBe(401)
})

test('a token that is in use already opens no second bench: 400, and the identity stays as it is', async () => {
  const [bench, other] = [await enrolBench(central), await enrolBench(central)]
  for (const used of [bench.token, other.token]) {
    const refused = await bench.call('POST', '/renew', renewalOf(bench, used).body)
    expect(refused.status).toBe(400)
    expect(refused.as(errorReply).error.code).toBe('VALIDATION_ERROR')
  }
  expect((await bench.call('POST', '/renew', renewalOf(bench).body)).status).toBe(200)
  expect((await other.get('/changes?after=x:0')).status).not.toBe(401)
})

test('a bench that an administrator has revoked gets no other identity, nor one whose successor was', async () => {
  const [revoked, renewed] = [await enrolBench(central), await enrolBench(central)]
  expect(await revokeBench(central.sample.central, revoked.benchId)).toMatchObject({ ok: true })
  expect((await revoked.call('POST', '/renew', renewalOf(revoked).body)).status).toBe(401)

  const { token, body } = renewalOf(renewed)
  const { benchId } = (await renewed.call('POST', '/renew', body)).as(renewReply)
  expect(await revokeBench(central.sample.central, benchId)).toMatchObject({ ok: true })
  expect((await renewed.call('POST', '/renew', body)).status).toBe(401)
  const next = renewalOf({ ...renewed, benchId })
  expect((await renewed.as(token).call('POST', '/renew', next.body)).status).not.toBe(200)
})

test('a renewed bench is told of its former work: what was answered, and what a person has withdrawn meanwhile', async () => {
  const bench = await enrolBench(central)
  const cane = (name: string) => bench.sign({ kind: 'cane.add', storageId: 2, canister: 'C1', cane: name })
  const [answered, withdrawn, unknown] = [cane('RW-1'), cane('RW-2'), cane('RW-3')]
  await bench.post([answered])
  const another = await enrolBench(central)
  const withdrawal = withdrawing(withdrawn.intentId, 'RW-2')
  expect(await another.send(withdrawal)).toMatchObject({ result: 'accepted' })

  const { token, body } = renewalOf(bench)
  await bench.call('POST', '/renew', body)
  const intentIds = [answered, withdrawn, unknown].map(({ intentId }) => intentId)
  const asked = await bench.as(token).call('POST', '/former-intents', { intentIds })
  expect(asked.as(formerIntentsReply).answers).toEqual([
    { intentId: answered.intentId, result: 'duplicate', first: 'accepted', problem: null, version: null },
    expect.objectContaining({
      intentId: withdrawn.intentId,
      result: 'duplicate',
      first: 'rejected',
      problem: expect.objectContaining({
        kind: 'alreadyResolved',
        intentIds: [withdrawn.intentId],
        choice: 'keepCentral',
        name: 'Mara Lindner',
      }),
    }),
  ])
})

test('another facility neither withdraws what is not its own, nor hears who withdrew it', async () => {
  const bench = await enrolBench(central)
  const harbour = await enrolBench(central, 2)
  const person = actorAt(harbour.benchId, { id: 'person-2-1', name: 'Jonas Brandt' })
  const [theirs, ours] = ['RH-1', 'RH-2'].map((cane) =>
    bench.sign({ kind: 'cane.add', storageId: 2, canister: 'C1', cane }),
  )
  if (theirs === undefined || ours === undefined) throw new Error('nothing signed')
  expect(await harbour.send(withdrawing(theirs.intentId, 'RH-1'), person)).toMatchObject({ result: 'accepted' })
  const { answers } = (await bench.post([theirs])).as(intentsReply)
  expect(answers[0]).toMatchObject({ result: 'accepted' })

  expect(await (await enrolBench(central)).send(withdrawing(ours.intentId, 'RH-2'))).toMatchObject({
    result: 'accepted',
  })
  const asked = await harbour.call('POST', '/former-intents', { intentIds: [ours.intentId] })
  expect(asked.as(formerIntentsReply).answers).toEqual([])
})
