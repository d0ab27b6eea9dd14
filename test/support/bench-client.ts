// A bench as central sees one: enrolled, with its own key, sequence and chain. No engine: just signed HTTP.
import type { ActInput } from '../../src/shared/acts/wire'
import { enrolReply, type IntentAnswer, intentsReply } from '../../src/shared/api/bench'
import { type BenchKey, newBenchKey } from '../../src/trust'
import { type Reply, replyOf, type TestCentral } from './central'
import { type SignedIntent, signedChain } from './signed-chain'

export interface TestBench {
  readonly benchId: string
  readonly token: string
  readonly key: BenchKey
  /** The same bench's requests with another token. */
  as(token: string): Pick<TestBench, 'get' | 'call'>
  get(path: string): Promise<Reply>
  call(method: string, path: string, body?: unknown): Promise<Reply>
  /** The next link of this bench's chain, signed; `change` is applied before signing. */
  sign(body: object, change?: object): SignedIntent
  post(intents: readonly object[]): Promise<Reply>
  /** Signs and sends one intent. */
  send(body: ActInput, change?: object): Promise<IntentAnswer>
  /** Ties a tag (a fresh one unless given) to a vial. */
  assign(procedureId: number, containerId: number, fields: { tag?: string; place: IntentPlace }): Promise<IntentAnswer>
}

type IntentPlace = Extract<ActInput, { kind: 'tag.assign' }>['place']

let tags = 0

/** A tag that no test and no sample has used. */
export const freshTag = (): string => `E200${(++tags).toString(16).toUpperCase().padStart(20, '0')}`

export const staff = { id: 'person-1-1', name: 'Mara Lindner' }
export const supervisor = { id: 'person-1-2', name: 'Dr. Ines Okafor' }

/** Of a central, all that a bench needs to be enrolled. */
export interface Enrolling {
  readonly url: string
  readonly sample: Pick<TestCentral['sample'], 'newEnrolmentCode'>
}

export async function enrolBench(central: Enrolling, facility = 1): Promise<TestBench> {
  const key = newBenchKey()
  const base = `${central.url}/api/v1/bench`
  const enrolled = await replyOf(
    await fetch(`${base}/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code: await central.sample.newEnrolmentCode(facility),
        benchName: 'Test bench',
        publicKey: key.publicKeySpkiBase64,
      }),
    }),
  )
  const { benchId, token } = enrolled.as(enrolReply)

  const callAs =
    (by: string): TestBench['call'] =>
    async (method, path, body) =>
      replyOf(
        await fetch(`${base}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${by}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      )
  const requestsOf = (by: string) => {
    const call = callAs(by)
    return { call, get: (path: string) => call('GET', path) }
  }

  const bench: TestBench = {
    benchId,
    token,
    key,
    as: requestsOf,
    ...requestsOf(token),
    sign: signedChain({ benchId, key, person: staff }),
    post: (intents) => bench.call('POST', '/intents', { intents }),
    async send(body, change) {
      const { answers } = (await bench.post([bench.sign(body, change)])).as(intentsReply)
      const [answer] = answers
      if (!answer) throw new Error('No answer to an intent')
      return answer
    },
    assign: (procedureId, containerId, { tag = freshTag(), place }) =>
      bench.send({
        kind: 'tag.assign',
        procedureId,
        containerId,
        tag,
        place,
        source: { model: 'test', serial: null, simulated: true },
      }),
  }
  return bench
}
