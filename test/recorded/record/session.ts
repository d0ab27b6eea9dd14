// Asks central over HTTP and keeps each question with its answer.
import { z } from 'zod'
import type { IntentAnswer } from '../../../src/shared/api/bench'
import { newBenchKey } from '../../../src/trust'
import { signedChain } from '../../support/signed-chain'
import { answerTo, type Exchange } from '../exchange'
import type { NumberedPorts } from '../ports'

const idAndToken = z.object({ benchId: z.string(), token: z.string() })
export const answersOf = z.object({ answers: z.array(z.custom<IntentAnswer>()) })

export interface Asker {
  call(shows: string, method: string, path: string, body?: unknown): Promise<Exchange['answer']>
}

export function recordingSession(url: string, ports: NumberedPorts) {
  const exchanges: Exchange[] = []
  const ask = async (shows: string, method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    ports.at(exchanges.length + 1)
    const request = { shows, method, path, headers, ...(body !== undefined && { body }) }
    const exchange = { ...request, answer: await answerTo(url, request) }
    exchanges.push(exchange)
    return exchange.answer
  }
  /** With a token, or null, on the paths below `prefix`. */
  const asker = (prefix: string, token: string | null): Asker => ({
    call: (shows, method, path, body) => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      return ask(
        shows,
        method,
        `${prefix}${path}`,
        { ...(token && { authorization: `Bearer ${token}` }), ...type },
        body,
      )
    },
  })
  const onBenchPaths = (token: string | null) => asker('/api/v1/bench', token)

  return {
    exchanges,
    ask,
    asker,
    onBenchPaths,
    async enrol(code: string, person: { readonly id: string; readonly name: string }) {
      const key = newBenchKey()
      const request = { code, benchName: `Bench of ${person.name}`, publicKey: key.publicKeySpkiBase64 }
      const answer = await onBenchPaths(null).call('a bench enrols', 'POST', '/enrol', request)
      const { benchId, token } = idAndToken.parse(answer.body)
      return benchOf(onBenchPaths(token), { benchId, key, person })
    },
  }
}
export type RecordingSession = ReturnType<typeof recordingSession>

type Act = Readonly<Record<string, unknown>> & { readonly kind: string }
type Signing = Parameters<typeof signedChain>[0] & { readonly key: ReturnType<typeof newBenchKey> }

export function benchOf(asker: Asker, signing: Signing) {
  const sign = signedChain(signing)
  const post = (shows: string, intents: readonly object[], more: object = {}) =>
    asker.call(shows, 'POST', '/intents', { ...more, intents })
  return {
    ...asker,
    ...signing,
    sign,
    post,
    /** Signs and sends one act, and answers its id. Throws if central does not answer as expected: `accepted`, or a problem's kind. */
    async send(expected: string, body: Act, change: object = {}): Promise<string> {
      const intent = sign(body, change)
      const reply = await post(`${body.kind}: ${expected}`, [intent])
      const [answer] = answersOf.parse(reply.body).answers
      const got = answer?.problem?.kind ?? answer?.result
      if (got !== expected) throw new Error(`${body.kind}: ${got} instead of ${expected}`)
      return intent.intentId
    },
  }
}
export type RecordedBench = ReturnType<typeof benchOf>
