// Who acts in the contract: benches that sign, and what they need.
import { v7 } from 'uuid'
import { decideIntent, receivedIntents } from '../../../src/central/acts/batch'
import { type Bench, benchByToken, enrolBench, issueEnrolmentCode } from '../../../src/central/domain/benches/enrolment'
import type { Central } from '../../../src/central/domain/central'
import { requestProcedure } from '../../../src/central/domain/procedures/requests'
import { registerSubject } from '../../../src/central/domain/subjects/register-subject'
import type { Procedure } from '../../../src/shared/model/procedure'
import type { Result } from '../../../src/shared/result'
import { genesisHash, intentHash, newBenchKey, signHash } from '../../../src/trust'
import { staff } from '../../support/bench-client'
import { actorAt } from '../../support/signed-chain'

export interface SigningBench extends Bench {
  readonly token: string
  readonly privateKeyPem: string
  /** The next link of its chain. */
  sign(body: object): object
}

export function must<Value>(result: Result<Value, { readonly kind: string }>): Value {
  if (result.ok) return result.value
  throw new Error(`Refused: ${JSON.stringify(result.problem)}`)
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

/** Ties this tag to the only vial of the procedure, at this position of a cane that the sample leaves empty. */
export const assignment = ({ id, vials }: Procedure, tag: string, position: number) => ({
  kind: 'tag.assign',
  procedureId: id,
  containerId: vials[0]?.containerId,
  tag,
  place: { storageId: 1, canister: 'C1', cane: 'RACE', position },
  source: { model: 'test', serial: null, simulated: true },
})
