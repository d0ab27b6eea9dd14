// Intents a second: benches send batches as fast as central answers, to as many processes as are asked.
import { intentsReply } from '../src/shared/api/bench'
import type { LoadBench } from './central-prepare'

const batchesEach = 4

export interface Drained {
  readonly intents: number
  readonly perSecond: number
}

async function post(url: string, token: string, body: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const reply = await fetch(`${url}/api/v1/bench/intents`, { method: 'POST', headers, body })
  if (reply.status !== 200) throw new Error(`central answered ${reply.status}: ${await reply.text()}`)
  const { answers } = intentsReply.parse(await reply.json())
  const other = answers.find((answer) => answer.result !== 'accepted')
  if (other) throw new Error(`an intent was not accepted: ${JSON.stringify(other)}`)
  return answers.length
}

/** All benches at once; each stays with one of the processes. Signing is done before the time runs. */
export async function drain(urls: readonly string[], benches: readonly LoadBench[]): Promise<Drained> {
  const work = benches.map((bench, nth) => ({
    token: bench.token,
    // Neighbours are of different organizations: both come to every process.
    url: urls[Math.floor(nth / 2) % urls.length] ?? '',
    batches: Array.from({ length: batchesEach }, () => bench.nextBatch()),
  }))
  const startedMs = performance.now()
  const counts = await Promise.all(
    work.map(async ({ url, token, batches }) => {
      let done = 0
      for (const batch of batches) done += await post(url, token, batch)
      return done
    }),
  )
  const intents = counts.reduce((sum, each) => sum + each, 0)
  return { intents, perSecond: (intents * 1000) / (performance.now() - startedMs) }
}
