// A second bench where its window would show nothing: enrolled with its own key, it signs and chains what it asks of central.
import { v7 } from 'uuid'
import type { z } from 'zod'
import { enrolReply, type IntentAnswer, intentsReply } from '../../../src/shared/api/bench'
import type { intentBody } from '../../../src/shared/api/intents'
import { genesisHash, intentHash, newBenchKey, signHash } from '../../../src/trust'
import type { CentralReady } from './processes'

type Body = z.input<typeof intentBody>
export const staff = { id: 'person-1-1', name: 'Mara Lindner' }
export const supervisor = { id: 'person-1-2', name: 'Dr. Ines Okafor' }

export interface SecondBench {
  /** Central's answer; throws if it accepts nothing. */
  does(body: Body, by?: { readonly id: string; readonly name: string }): Promise<IntentAnswer>
  claims(procedureId: number): Promise<void>
}

export async function enrolSecondBench({ url, benchEnrolmentCode }: CentralReady): Promise<SecondBench> {
  const base = `${url}/api/v1/bench`
  const key = newBenchKey()
  const call = async (method: string, path: string, body?: object, token?: string): Promise<unknown> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const { benchId, token } = enrolReply.parse(
    await call('POST', '/enrol', {
      code: benchEnrolmentCode,
      benchName: 'Bench 2',
      publicKey: key.publicKeySpkiBase64,
    }),
  )
  let benchSeq = 0
  let prevHash = genesisHash
  return {
    async does(body, by = staff) {
      const unsigned = {
        intentId: v7(),
        benchId,
        benchSeq: ++benchSeq,
        actor: { kind: 'person', personId: by.id, name: by.name, benchId },
        version: 1,
        body,
        baseVersions: {},
        occurredAt: new Date().toISOString(),
        utcOffsetMinutes: 60,
        prevHash,
      }
      const hash = intentHash(prevHash, unsigned)
      prevHash = hash
      const signed = { ...unsigned, hash, signature: signHash(key.privateKeyPem, hash) }
      const [answer] = intentsReply.parse(await call('POST', '/intents', { intents: [signed] }, token)).answers
      if (answer?.result !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`)
      return answer
    },
    claims: async (procedureId) => void (await call('PUT', `/claims/${procedureId}`, undefined, token)),
  }
}
