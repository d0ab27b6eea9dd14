// Running snapshots. Each holds one of a few database connections, and its view of the data, for as long as its reader takes.
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Timers } from '../../../shared/ports'
import type { Bench } from '../../domain/benches/enrolment'

/** A stalled reader would keep its view of the database open, and the write-ahead log growing. */
const stallMs = 60_000
/** So would one that reads a byte now and then. A bench that needs longer continues at the last mark, with a new view. */
const lifeMs = 10 * 60_000

export interface SnapshotStreams {
  /** Ends an earlier snapshot of this bench: the newest is the one in use. False if the bench has gone. */
  admit(bench: Bench, raw: ServerResponse): boolean
}

export function snapshotStreams(timers: Timers): SnapshotStreams {
  const byBench = new Map<string, ServerResponse>()
  return {
    admit({ id }, raw) {
      // Closed while its token was looked up: there will be no `close` event any more to remove it.
      if (raw.destroyed) return false
      byBench.get(id)?.destroy()
      byBench.set(id, raw)
      const cancelEnd = timers.after(lifeMs, () => raw.destroy())
      raw.setTimeout(stallMs, () => raw.destroy())
      raw.once('close', () => {
        cancelEnd()
        if (byBench.get(id) === raw) byBench.delete(id)
      })
      return true
    },
  }
}

/** Sends the lines as they come. Their source is closed with the reply, however that ends. */
export function sendLines(reply: FastifyReply, chunks: AsyncIterable<readonly object[]>) {
  reply.header('content-type', 'application/x-ndjson; charset=utf-8')
  return reply.send(Readable.from(ndjson(chunks), { objectMode: false }))
}

async function* ndjson(chunks: AsyncIterable<readonly object[]>) {
  for await (const chunk of chunks) {
    if (chunk.length > 0) yield `${chunk.map((line) => JSON.stringify(line)).join('\n')}\n`
  }
}
