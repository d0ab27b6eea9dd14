// Fetches a package into a file, going on where an earlier attempt was cut off, and accepts it only with the digest in the signed list.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { growFile, removeFromDisk } from '../disk'
import { orThrow, type UpdateFetch, UpdateRefused } from './updater'

export interface Download {
  readonly url: string
  /** Where it grows; kept when the network fails. */
  readonly file: string
  /** Base64, from the signed list. */
  readonly sha512: string
  /** From the signed list; null if it doesn't say. */
  readonly bytes: number | null
  readonly signal: AbortSignal
  readonly progress: (receivedBytes: number, totalBytes: number | null) => void
  readonly fetch: UpdateFetch
}

/** A server that sends nothing for so long is given up, and tried again later. */
const silenceMs = 60_000
const mostBytes = 1024 * 1024 * 1024

/** Throws `UpdateRefused('damaged')` when the whole file is another one, and what fetch throws when the network fails. */
export async function download(asked: Download): Promise<void> {
  const { file, bytes, progress } = asked
  const have = existsSync(file) ? statSync(file).size : 0
  const isWhole = bytes !== null && have === bytes
  if (!isWhole) await fetchRest(asked, bytes !== null && have < bytes ? have : 0)
  progress(statSync(file).size, bytes)
  if ((await digestOf(file)) === asked.sha512) return
  // SECURITY: what is not the signed package is not kept, and never offered.
  removeFromDisk(file)
  throw new UpdateRefused('damaged')
}

async function fetchRest({ url, file, bytes, signal, progress, fetch }: Download, from: number): Promise<void> {
  const silence = new AbortController()
  const giveUp = () => silence.abort(new Error(`The update server was silent for ${silenceMs / 1000} s`))
  let timer = setTimeout(giveUp, silenceMs)
  try {
    const response = await fetch(url, {
      headers: from > 0 ? { Range: `bytes=${from}-` } : {},
      signal: AbortSignal.any([signal, silence.signal]),
    })
    if (!response.ok || response.body === null) throw new Error(`The update server answered ${response.status}`)
    // A server that knows no ranges sends the whole.
    const goesOn = response.status === 206
    let received = goesOn ? from : 0
    // Chunk by chunk, and not as a stream: that one throws away what it holds when the connection breaks.
    const target = orThrow(await growFile(file, goesOn ? 'end' : 'start'))
    try {
      for await (const chunk of chunksOf(response.body)) {
        clearTimeout(timer)
        timer = setTimeout(giveUp, silenceMs)
        received += chunk.byteLength
        if (received > (bytes ?? mostBytes)) throw new UpdateRefused('damaged')
        orThrow(await target.add(chunk))
        progress(received, bytes)
      }
    } finally {
      await target.close()
    }
    if (bytes !== null && received < bytes) throw new Error(`The update server sent ${received} of ${bytes} bytes`)
  } finally {
    clearTimeout(timer)
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk)
  return hash.digest('base64')
}
