// Who acts in the contract: benches that sign, and what they need.
import { v7 } from 'uuid'
import { decideIntent } from '../../../src/central/acts/batch'
import { receivedIntents } from '../../../src/central/acts/received'
import { type Bench, benchByToken, enrolBench, issueEnrolmentCode } from '../../../src/central/domain/benches/enrolment'
import type { Central } from '../../../src/central/domain/central'
import { type DeviceAccess, deviceByToken } from '../../../src/central/domain/devices/access'
import { workFor } from '../../../src/central/domain/devices/work'
import { requestProcedure } from '../../../src/central/domain/procedures/requests'
import { secretHash } from '../../../src/central/domain/secrets'
import { registerSubject } from '../../../src/central/domain/subjects/register-subject'
import type { Procedure } from '../../../src/shared/model/procedure'
import { genesisHash, intentHash, newBenchKey, signHash } from '../../../src/trust'
import { staff } from '../../support/bench-client'
import { must } from '../../support/must'
import { actorAt } from '../../support/signed-chain'

export interface SigningBench extends Bench {
  readonly token: string
  readonly privateKeyPem: string
  /** The next link of its chain. */
  sign(body: object): object
}

export async function newBench(central: Central): Promise<SigningBench> {
  const key = newBenchKey()
  const code = await issueEnrolmentCode(central, 1)
  const { token } = must(await enrolBench(central, { code, benchName: 'B', publicKey: key.publicKeySpkiBase64 }))
  const bench = await benchByToken(central.store.db, token)
  if (!bench) throw new Error('The bench that was enrolled is not known')
  let benchSeq = 0
  let prevHash = genesisHash
  const sign = (body: object) => {
    const unsigned = {
      intentId: v7(),
      benchId: bench.id,
      benchSeq: ++benchSeq,
      ...actorAt(bench.id, staff),
      version: 1,
      body,
      baseVersions: {},
      occurredAt: '2024-01-15T10:20:00.000Z',
      utcOffsetMinutes: 60,
      prevHash,
    }
    const hash = intentHash(prevHash, unsigned)
    prevHash = hash
    return { ...unsigned, hash, signature: signHash(key.privateKeyPem, hash) }
  }
  return { ...bench, token, privateKeyPem: key.privateKeyPem, sign }
}

export async function decide(central: Central, bench: Bench, signed: object) {
  const [intent] = receivedIntents({ intents: [signed] }) ?? []
  if (!intent) throw new Error('That is no intent')
  return decideIntent(central, bench, intent)
}

export const subjectRequest = (code: string) => ({
  facilityId: 1,
  code,
  firstName: 'A',
  lastName: 'B',
  dateOfBirth: '1990-01-01',
})

let subjects = 0

/** A PENDING STORE of one vial, for a new subject. */
export async function newStore(central: Central): Promise<Procedure> {
  const { code } = must(await registerSubject(central, 1, subjectRequest(`RACE-${++subjects}`)))
  const by = { kind: 'client', clientId: 'test', name: 'Test' } as const
  const sampleContainers = [{ name: 'A', description: '' }]
  const request = { type: 'STORE', facilityId: 1, subjectCode: code, sampleContainers } as const
  return must(await requestProcedure(central, { organization: 1, by }, request))
}

/** As `newStore`, tagged and waiting for a device; answers its number. */
export async function newQueued(central: Central): Promise<number> {
  const { id } = await newStore(central)
  await central.store.db.updateTable('procedures').set({ status: 'CREATED' }).where('id', '=', id).execute()
  return id
}

/** The sample's device of facility 1, with nothing to do: what it was at is over. */
export async function idleDevice({ store: { db } }: Central): Promise<DeviceAccess> {
  await db.updateTable('procedures').set({ status: 'COMPLETED' }).where('status', '=', 'IN_PROGRESS').execute()
  await db
    .updateTable('devices')
    .set({ token_hash: secretHash('device') })
    .where('facility_id', '=', 1)
    .execute()
  const device = await deviceByToken(db, 'device')
  if (!device) throw new Error('no device')
  return device
}

/** As the device asks for its work, so that it may start. */
export const handOver = (central: Central, device: DeviceAccess) => workFor(central, device)

const raceCane = { storageId: 1, canister: 'C1', cane: 'RACE' }

/** The cane of `assignment`, which the sample does not have. */
export const addRaceCane = (central: Central, bench: SigningBench) =>
  decide(central, bench, bench.sign({ kind: 'cane.add', ...raceCane }))

/** Ties this tag to the only vial of the procedure, at this position of the cane that `addRaceCane` adds. */
export const assignment = ({ id, vials }: Procedure, tag: string, position: number) => ({
  kind: 'tag.assign',
  procedureId: id,
  containerId: vials[0]?.containerId,
  tag,
  place: { ...raceCane, position },
  source: { model: 'test', serial: null, simulated: true },
})
