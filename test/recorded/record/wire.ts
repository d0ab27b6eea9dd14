// The requests of benches, an integration and a device, one after the other, with as many different answers as can be provoked.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { RunningCentral } from '../../../src/central/embedded'
import { newBenchKey, renewalHash, signHash } from '../../../src/trust'
import { staff, supervisor } from '../../support/bench-client'
import { actorAt, signedChain } from '../../support/signed-chain'
import type { Exchange } from '../exchange'
import type { NumberedPorts } from '../ports'
import { type Asker, benchOf, type RecordedBench, type RecordingSession, recordingSession } from './session'

const withId = z.object({ id: z.int() })
const withVials = withId.extend({ sampleContainers: z.array(withId) })
const headLine = z.object({ epoch: z.string(), position: z.int(), digest: z.string() })
const markLine = z.object({ kind: z.literal('mark'), resume: z.string() })
const reached = z.object({ head: z.int(), digest: z.string() })

const source = { model: 'sw-uhf', serial: 'A-1', simulated: false }
let tags = 0
/** A tag that the day before has not used. */
const freshTag = (): string => `E201${(++tags).toString(16).toUpperCase().padStart(20, '0')}`

const otherFacilitysStaff = { id: 'person-2-1', name: 'Jonas Brandt' }
const noSuchId = '00000000-0000-7000-8000-000000000000'

export async function recordWire(
  central: RunningCentral,
  ports: NumberedPorts,
  codes: readonly string[],
): Promise<readonly Exchange[]> {
  const session = recordingSession(central.url, ports)
  const [first, second, third] = await enrolments(session, codes)
  const known = await readings(first)
  const work = await requested(session, central)
  await canes(first)
  await tagging(first, second, third, work)
  await decisions(first, work)
  await chains(first, second, known)
  await claims(first, second, work)
  const kept = await resolutions(first, second, work)
  await device(session, central, work)
  await first.call('all that has happened', 'GET', `/changes?after=${known.epoch}:${known.position}`)
  await renewal(session, first, kept)
  return session.exchanges
}

async function enrolments({ enrol, onBenchPaths }: RecordingSession, codes: readonly string[]) {
  const [one = '', two = '', unused = '', elsewhere = ''] = codes
  const nobody = onBenchPaths(null)
  const publicKey = newBenchKey().publicKeySpkiBase64
  await nobody.call('this is a central', 'GET', '/hello')
  await nobody.call('no such method', 'DELETE', '/hello')
  await nobody.call('no such path', 'GET', '/nothing')
  await nobody.call('no such code', 'POST', '/enrol', { code: 'AAAA-BBBB-CCCC', benchName: 'Bench', publicKey })
  await nobody.call('no such key', 'POST', '/enrol', { code: unused, benchName: 'Bench', publicKey: 'AAAA' })
  await nobody.call('not of the shape', 'POST', '/enrol', { code: unused, publicKey })
  await nobody.call('not JSON', 'POST', '/enrol', '{')
  const first = await enrol(one, staff)
  await nobody.call('a used code', 'POST', '/enrol', { code: one, benchName: 'Bench', publicKey })
  return [first, await enrol(two, staff), await enrol(elsewhere, otherFacilitysStaff)] as const
}

/** Answers what the bench then knows of central's history. */
async function readings(bench: RecordedBench) {
  const { body } = await bench.call('the whole snapshot', 'GET', '/snapshot')
  const lines = z.array(z.unknown()).parse(body)
  const { epoch, position, digest } = headLine.parse(lines[0])
  const marks = lines.flatMap((line) => markLine.safeParse(line).data ?? [])
  const resume = marks.at(-1)?.resume ?? ''
  await bench.call('the rest of a snapshot', 'GET', `/snapshot?from=${encodeURIComponent(resume)}`)
  await bench.call('no mark', 'GET', '/snapshot?from=nothing')
  const known = `${epoch}:${position}:${digest}`
  await bench.call('nothing new', 'GET', `/changes?after=${epoch}:${position}&known=${known}`)
  await bench.call('the first rows', 'GET', `/changes?after=${epoch}:${Math.max(0, position - 9)}&limit=3`)
  await bench.call('no position', 'GET', '/changes?after=nowhere')
  await bench.call('another epoch', 'GET', `/changes?after=${noSuchId}:1`)
  await bench.call(
    'another history',
    'GET',
    `/changes?after=${epoch}:${position}&known=${epoch}:${position}:${'0'.repeat(16)}`,
  )
  return { epoch, position, known }
}

interface Store {
  readonly id: number
  readonly vials: readonly number[]
}

interface Work {
  readonly toTag: Store
  readonly toPrepare: Store
  readonly toCancel: Store
  readonly contested: Store
  readonly retrievals: readonly [number, number, number]
}

async function requested({ ask, asker }: RecordingSession, central: RunningCentral): Promise<Work> {
  const client = central.organizations[0]?.clients[0]
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const credentials = `grant_type=client_credentials&client_id=${client?.clientId}&client_secret=`
  await ask('a wrong secret', 'POST', '/oauth/token', form, `${credentials}wrong`)
  const granted = await ask('a token', 'POST', '/oauth/token', form, `${credentials}${client?.clientSecret}`)
  const token = z.object({ access_token: z.string() }).parse(granted.body).access_token
  const api = asker('/api/v1/external', token)
  const subject = { facilityId: 1, code: 'WIRE-1', firstName: 'Ada', lastName: 'Berg', dateOfBirth: '1990-01-01' }
  await api.call('a subject', 'POST', '/subjects', subject)
  await api.call('the same subject again', 'POST', '/subjects', subject)
  const store = async (names: readonly string[]): Promise<Store> => {
    const sampleContainers = names.map((name) => ({ name }))
    const body = { type: 'STORE', facilityId: 1, subjectCode: subject.code, sampleContainers }
    const made = withVials.parse((await api.call('a STORE', 'POST', '/procedures', body)).body)
    return { id: made.id, vials: made.sampleContainers.map(({ id }) => id) }
  }
  const stored = await central.central.store.db
    .selectFrom('containers as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select(['c.id', 's.code'])
    .where('c.facility_id', '=', 1)
    .where('c.stored_at', 'is not', null)
    .where('c.held_by', 'is', null)
    .orderBy('c.id')
    .limit(3)
    .execute()
  const retrieval = async (index: number): Promise<number> => {
    const { id, code } = stored[index] ?? { id: 0, code: '' }
    const body = { type: 'RETRIEVAL', facilityId: 1, subjectCode: code, sampleContainerIds: [id] }
    return withId.parse((await api.call('a RETRIEVAL', 'POST', '/procedures', body)).body).id
  }
  const work: Work = {
    toTag: await store(['W-1', 'W-2', 'W-3']),
    toPrepare: await store(['W-4']),
    toCancel: await store(['W-5']),
    contested: await store(['W-6']),
    retrievals: [await retrieval(0), await retrieval(1), await retrieval(2)],
  }
  await api.call('a vial that is held', 'POST', '/procedures', {
    type: 'RETRIEVAL',
    facilityId: 1,
    subjectCode: stored[0]?.code,
    sampleContainerIds: [stored[0]?.id],
  })
  await api.call('not of the shape', 'POST', '/procedures', { type: 'STORE', facilityId: 1 })
  await api.call('a procedure', 'GET', `/procedures/${work.toTag.id}`)
  await api.call('no such procedure', 'GET', '/procedures/999999')
  await api.call('procedures', 'GET', '/procedures?facilityId=1&perPage=5&type=STORE')
  await api.call('a subject', 'GET', '/subjects?facilityId=1&code=WIRE-1')
  await api.call('tanks', 'GET', '/storage?facilityId=1')
  await api.call('what a tank holds', 'GET', '/storage/1/inventory?perPage=3')
  await api.call('vials', 'GET', '/sample-containers?facilityId=1&perPage=3')
  await api.call('where a vial is', 'GET', `/sample-containers/${stored[0]?.id}/location`)
  return work
}

const cane = { storageId: 1, canister: 'C3', cane: 'WIRE' }
const spareCane = { ...cane, cane: 'SPARE' }
const at = (position: number) => ({ ...cane, position })
const onSpare = (position: number) => ({ ...spareCane, position })

async function canes(bench: RecordedBench) {
  await bench.send('accepted', { kind: 'cane.add', ...cane })
  await bench.send('accepted', { kind: 'cane.add', ...spareCane })
  await bench.send('accepted', { kind: 'cane.add', ...cane })
  await bench.send('unknownCanister', { kind: 'cane.add', ...cane, canister: 'Z9' })
  await bench.send('canisterFull', { kind: 'cane.add', storageId: 3, canister: 'C6', cane: 'WIRE' })
}

const asSupervisor = ({ benchId }: RecordedBench) => actorAt(benchId, supervisor)

const assignment = (store: Store, vial: number, tag: string, place: object) => ({
  kind: 'tag.assign',
  procedureId: store.id,
  containerId: store.vials[vial] ?? 999_999,
  tag,
  place,
  source,
})

async function tagging(first: RecordedBench, second: RecordedBench, third: RecordedBench, work: Work) {
  const { toTag, toPrepare, toCancel, contested, retrievals } = work
  const [one, two] = [freshTag(), freshTag()]
  const accepted = first.sign(assignment(toTag, 0, one, at(1)))
  await first.post('tag.assign: accepted', [accepted])
  await first.post('the same again', [accepted])
  await first.post('the same id with another body', [{ ...accepted, occurredAt: '2024-01-16T10:20:00.000Z' }])
  await first.send('alreadyTagged', assignment(toTag, 0, two, at(2)))
  await first.send('tagTwice', assignment(toTag, 1, one, at(2)))
  await first.send('placeTwice', assignment(toTag, 1, two, at(1)))
  await first.send('unknownVial', assignment(toTag, 99, two, at(2)))
  await first.send('unknownProcedure', assignment({ id: 999_999, vials: [1] }, 0, two, at(2)))
  await first.send('unknownPlace', assignment(toTag, 1, two, at(99)))
  await first.send('tagUsed', assignment(toPrepare, 0, one, at(2)))
  await second.send('placeTaken', assignment(toPrepare, 0, two, at(1)))
  await first.send('wrongType', assignment({ id: retrievals[0], vials: [1] }, 0, two, at(2)))
  await third.send('unknownProcedure', { kind: 'procedure.prepare', procedureId: toTag.id })
  await second.send('accepted', assignment(contested, 0, freshTag(), at(5)))

  const release = { kind: 'tag.release', procedureId: toTag.id, containerId: toTag.vials[0] }
  await first.send('otherTag', { ...release, tag: two, reason: 'byHand' })
  await first.send('unknownVial', { ...release, containerId: 999_999, tag: one, reason: 'byHand' })
  await first.send('malformed', { ...release, tag: one })
  await first.send('accepted', { ...release, tag: one, reason: 'byHand' })
  await first.send('accepted', assignment(toPrepare, 0, one, at(2)))
  const refusedAndBehind = [0, 1].map((vial) => first.sign(assignment(toTag, vial, one, at(3 + vial))))
  await first.post('one that is refused, and one behind it', [
    ...refusedAndBehind,
    first.sign(assignment(toCancel, 0, freshTag(), at(4))),
  ])
}

async function decisions(bench: RecordedBench, { toTag, toPrepare, toCancel, retrievals }: Work) {
  const on = (kind: string, procedureId: number, more: object = {}) => ({ kind, procedureId, ...more })
  const by = asSupervisor(bench)
  const [accepted, cancelled] = retrievals
  await bench.send('vialsUntagged', on('procedure.prepare', toTag.id))
  await bench.send('wrongType', on('procedure.prepare', accepted))
  await bench.send('accepted', on('procedure.prepare', toPrepare.id))
  await bench.send('wrongStatus', on('procedure.prepare', toPrepare.id))
  await bench.send('notEntitled', on('procedure.accept', accepted))
  await bench.send(
    'notEntitled',
    on('procedure.accept', accepted),
    actorAt(bench.benchId, { id: 'person-9', name: 'Nobody' }),
  )
  await bench.send('wrongType', on('procedure.accept', toTag.id), by)
  await bench.send('accepted', on('procedure.accept', accepted), by)
  await bench.send('wrongStatus', on('procedure.accept', accepted), by)
  await bench.send('notEntitled', on('procedure.cancel', cancelled, { reason: 'Not needed' }))
  await bench.send('malformed', on('procedure.cancel', cancelled, { reason: ' ' }), by)
  await bench.send('accepted', on('procedure.cancel', cancelled, { reason: 'Not needed' }), by)
  await bench.send('wrongStatus', on('procedure.cancel', cancelled, { reason: 'Not needed' }), by)
  await bench.send('accepted', on('procedure.cancel', toCancel.id, { reason: 'Not needed' }), by)
  await bench.send('malformed', on('procedure.teleport', toTag.id))
}

async function chains(
  first: RecordedBench,
  second: RecordedBench,
  { known, epoch, position }: Awaited<ReturnType<typeof readings>>,
) {
  const body = { kind: 'cane.add', ...cane }
  // Chains of their own: what central rejects for its place in the chain leaves no link behind.
  const anew = () => signedChain(first)
  const { hash: _hash, ...unhashed } = anew()(body)
  await first.post('malformed', [unhashed])
  await first.post('otherBench', [anew()(body, { benchId: second.benchId })])
  await first.post('wrongHash', [{ ...anew()(body), hash: 'a'.repeat(64) }])
  await first.post('wrongSignature', [{ ...anew()(body), signature: 'AAAA' }])
  await first.post('sequenceUsed', [anew()(body)])
  const last = first.sign(body)
  await first.post('the end of the chain', [last])
  await first.post('chainBroken', [anew()(body, { benchSeq: Number(last.benchSeq) + 1 })])
  await first.post('no intents', [])
  await first.post('what central is known for', [first.sign(body)], { known })
  await first.post('another history', [anew()(body)], { known: `${epoch}:${position}:${'0'.repeat(16)}` })
}

async function claims(first: RecordedBench, second: RecordedBench, { toTag, toCancel }: Work) {
  const path = `/claims/${toTag.id}`
  await first.call('a claim', 'PUT', path)
  await second.call('claimed by another', 'PUT', path)
  await first.call('a claim renewed', 'PUT', path)
  await second.call("another's claim", 'DELETE', path)
  await first.call('given back', 'DELETE', path)
  await second.call('free again', 'PUT', path)
  await first.call('not open', 'PUT', `/claims/${toCancel.id}`)
  await first.call('no such procedure', 'PUT', '/claims/999999')
}

/** Answers ids of intents of each fate, for who asks for them under another identity. */
async function resolutions(first: RecordedBench, second: RecordedBench, { toTag, contested }: Work) {
  const ours = await first.send('alreadyTagged', assignment(contested, 0, freshTag(), onSpare(1)))
  const accepted = await second.send('accepted', assignment(toTag, 2, freshTag(), onSpare(2)))
  const resolve = (covers: readonly string[], choice: string, more: object = {}) => ({
    kind: 'conflict.resolve',
    conflictId: ours,
    conflictKind: 'taggedOtherwise',
    about: { kind: 'procedure', procedureId: contested.id },
    covers,
    withdrawn: [],
    choice,
    reason: null,
    ...more,
  })
  const by = asSupervisor(first)
  await first.send('malformed', resolve([], 'keepCentral'))
  await first.send('reasonMissing', resolve([ours], 'useOurTag'), by)
  await first.send('notEntitled', resolve([ours], 'useOurTag', { reason: 'Ours is on it' }))
  await first.send('notRefused', resolve([accepted], 'keepCentral'))
  const withdrawn = first.sign(assignment(contested, 0, freshTag(), onSpare(3)))
  const resolution = await first.send('accepted', resolve([ours], 'keepCentral', { withdrawn: [withdrawn.intentId] }))
  await first.send('alreadyResolved', resolve([ours], 'useOurTag', { reason: 'Ours is on it' }), by)
  await first.post('withdrawn before it came', [withdrawn])
  const about = { kind: 'cane', ...cane }
  const full = await first.send('canisterFull', { kind: 'cane.add', storageId: 3, canister: 'C6', cane: 'WIRE' })
  await first.send('accepted', resolve([full], 'keepCentral', { about: { ...about, storageId: 3, canister: 'C6' } }))
  return [ours, accepted, withdrawn.intentId, resolution, full, noSuchId]
}

async function device({ asker }: RecordingSession, central: RunningCentral, { toPrepare }: Work) {
  const arm: Asker = asker('/api/v1/device', central.deviceToken)
  const work = z.object({
    procedures: z.array(
      withId.extend({
        statusName: z.string(),
        vials: z.array(z.object({ containerId: z.int(), outcome: z.string() })),
      }),
    ),
  })
  const { procedures } = work.parse((await arm.call('what there is to do', 'GET', '/work')).body)
  for (const { id, statusName, vials } of procedures.filter((each) => each.statusName === 'IN_PROGRESS')) {
    await arm.call(`${statusName}: outcomesMissing`, 'POST', `/procedures/${id}/complete`)
    for (const { containerId } of vials.filter(({ outcome }) => outcome === 'pending')) {
      await arm.call('a vial is done', 'POST', `/procedures/${id}/outcomes`, { containerId, outcome: 'done' })
    }
    await arm.call('it is complete', 'POST', `/procedures/${id}/complete`)
  }
  const path = `/procedures/${toPrepare.id}`
  const outcome = { containerId: toPrepare.vials[0], outcome: 'done' }
  await arm.call('too early', 'POST', `${path}/outcomes`, outcome)
  await arm.call('it begins', 'POST', `${path}/start`)
  await arm.call('it is stored', 'POST', `${path}/outcomes`, outcome)
  await arm.call('alreadyDecided', 'POST', `${path}/outcomes`, outcome)
  await arm.call('it is complete', 'POST', `${path}/complete`)
  await arm.call('a sign of life', 'POST', '/status', { state: 'idle', levels: [{ storageId: 1, percent: 61.5 }] })
}

async function renewal({ onBenchPaths }: RecordingSession, former: RecordedBench, kept: readonly string[]) {
  const key = newBenchKey()
  const token = 'a-token-that-the-bench-has-made-for-itself'
  const statement = {
    renews: former.benchId,
    publicKey: key.publicKeySpkiBase64,
    tokenHash: createHash('sha256').update(token).digest('hex'),
  }
  const hash = renewalHash(statement)
  const { renews: _renews, ...asked } = statement
  const proof = signHash(key.privateKeyPem, hash)
  const request = { ...asked, signature: signHash(former.key.privateKeyPem, hash), proof }
  await former.call('not proven', 'POST', '/renew', { ...request, signature: proof })
  const renewed = await former.call('another identity', 'POST', '/renew', request)
  await former.call('the same again', 'POST', '/renew', request)
  await former.call('the former one is worth nothing', 'GET', '/changes?after=x:1')
  const { benchId } = z.object({ benchId: z.string() }).parse(renewed.body)
  const bench = benchOf(onBenchPaths(token), { benchId, key, person: staff })
  await bench.call('what became of them', 'POST', '/former-intents', { intentIds: kept })
  await bench.call('no ids', 'POST', '/former-intents', { intentIds: [] })
  await bench.send('accepted', { kind: 'cane.add', ...cane, cane: 'WIRE-2' })
  const reply = await bench.post('a batch', [bench.sign({ kind: 'cane.add', ...cane, cane: 'WIRE-3' })])
  reached.parse(reply.body)
}
