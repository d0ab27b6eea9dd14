// A request as it went over the wire, and central's answer to it.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { recorded } from './files'

const exchange = z.object({
  /** What it shows, for whoever reads a failed test. */
  shows: z.string(),
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Text is sent as it is, anything else as JSON. */
  body: z.unknown().optional(),
  answer: z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
})
export type Exchange = z.output<typeof exchange>
export type ExchangeRequest = Omit<Exchange, 'answer'>

const head = z.object({ startMs: z.int() })

/** Said by the HTTP library, not by central. */
const notCentrals: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
])

function bodyOf(text: string, type: string): unknown {
  if (type.startsWith('application/json')) return JSON.parse(text)
  if (type.startsWith('application/x-ndjson'))
    return text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
  return text
}

export async function answerTo(
  url: string,
  { method, path, headers, body }: ExchangeRequest,
): Promise<Exchange['answer']> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body: text }) })
  const said = [...response.headers].filter(([name]) => !notCentrals.has(name))
  return {
    status: response.status,
    headers: Object.fromEntries(said),
    body: bodyOf(await response.text(), response.headers.get('content-type') ?? ''),
  }
}

export const exchangesFile = 'wire.ndjson'

/** `startMs`: central's clock before the first request. */
export function recordedExchanges(): { readonly startMs: number; readonly exchanges: readonly Exchange[] } {
  const [first = '', ...rest] = readFileSync(recorded(exchangesFile), 'utf8').trimEnd().split('\n')
  return { ...head.parse(JSON.parse(first)), exchanges: rest.map((line) => exchange.parse(JSON.parse(line))) }
}
