// Time that stands still until nothing is on its way to central or back: a real network beside timers that a test moves.
import type { Fetch } from '../../../src/main/engine/central/connection/fetch'
import { systemFetch } from '../../../src/main/engine/central/connection/system-fetch'
import { FakeTime, settle } from '../../unit/main/engine/readers/support/fake-time'

const turns = 5

/** `isSilent`: whether central gives no answer to a call, which is then not waited for. */
export function quietNetwork(isSilent: (path: string) => boolean = () => false) {
  let underway = 0

  /** Comes back with the whole answer; a stream with its head. */
  const answered: Fetch = async (url, init) => {
    const answer = await systemFetch(url, init)
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true
    if (isStream || answer.body === null) return answer
    const parts: Uint8Array[] = []
    const reader = answer.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value)
    const headers = { 'content-type': answer.headers.get('content-type') ?? '' }
    return new Response(Buffer.concat(parts), { status: answer.status, headers })
  }
  const fetch: Fetch = async (url, init) => {
    if (isSilent(new URL(url).pathname)) return systemFetch(url, init)
    underway += 1
    try {
      return await answered(url, init)
    } finally {
      underway -= 1
    }
  }
  const settled = async () => {
    for (let quiet = 0; quiet < turns; quiet += 1) {
      await settle()
      if (underway === 0) continue
      quiet = 0
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  return { fetch, time: new FakeTime(settled) }
}
