// Live events for benches (SSE): only wake-ups. A bench that reads too slowly is dropped; it comes back and asks the feed.
import type { FastifyReply } from 'fastify'
import type { Timers } from '../../shared/ports'
import type { Central } from '../domain/central'
import { feedEnds } from '../store/feed'

const heartbeatMs = 15_000
/** A bench that lets this much pile up is not listening. */
const mostBuffered = 64 * 1024

export interface LiveEvents {
  end(): void
}

export interface EventsOptions {
  readonly central: Central
  readonly timers: Timers
  readonly live: Set<LiveEvents>
}

/** Takes over the reply and streams until either side ends it. The first event tells the present head. */
export function openEvents({ central, timers, live }: EventsOptions, facility: number, reply: FastifyReply) {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  let cancelHeartbeat = () => {}
  const write = (event: string, data: object) => {
    if (raw.writableLength > mostBuffered) raw.destroy()
    else raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const beat = () => {
    write('heartbeat', {})
    cancelHeartbeat = timers.after(heartbeatMs, beat)
  }
  const unsubscribe = central.signals.subscribe(facility, (head) => write('moved', { head }))
  const stream: LiveEvents = { end: () => raw.end() }
  live.add(stream)
  raw.on('close', () => {
    cancelHeartbeat()
    unsubscribe()
    live.delete(stream)
  })
  raw.on('error', () => raw.destroy())
  cancelHeartbeat = timers.after(heartbeatMs, beat)
  feedEnds(central.store.db, facility).then(
    ({ head }) => write('moved', { head }),
    () => raw.destroy(),
  )
}
