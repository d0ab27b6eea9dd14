// Live events for benches (SSE): only wake-ups. A bench that reads too slowly is dropped; it reconnects and reads the feed.

import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { heartbeatMs } from '../../../shared/model/limits'
import type { Timers } from '../../../shared/ports'
import type { Bench } from '../../domain/benches/enrolment'
import { isRevoked } from '../../domain/benches/renewal'
import type { Central } from '../../domain/central'
import { feedEnds } from '../../store/feed'

/** A bench that lets this many bytes pile up is not reading. */
const mostBuffered = 64 * 1024
/** Wake-ups of one facility are at least this far apart: otherwise a thousand benches and a busy device would keep central busy. */
const restMs = 50
/** One in use, and one left behind by a broken network. */
const mostStreamsOfBench = 2

export interface LiveEvents {
  /** Takes over the reply and streams until either side ends it. The first event has the present head. */
  open(bench: Bench, reply: FastifyReply): void
  endAll(): void
}

interface Stream {
  write(text: string): void
  end(): void
  drop(): void
}

/** All streams of one facility. */
interface Hub {
  readonly streams: Set<Stream>
  readonly close: () => void
}

const eventText = (event: string, data: object) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
const heartbeat = eventText('heartbeat', {})
const moved = (head: number) => eventText('moved', { head })

function openHub({ signals }: Central, timers: Timers, facility: number): Hub {
  const streams = new Set<Stream>()
  let resting = false
  let due: number | null = null
  let cancelRest = () => {}
  const wake = (head: number) => {
    if (resting) {
      due = head
      return
    }
    const text = moved(head)
    for (const stream of streams) stream.write(text)
    resting = true
    cancelRest = timers.after(restMs, () => {
      resting = false
      const latest = due
      due = null
      if (latest !== null) wake(latest)
    })
  }
  const unsubscribe = signals.subscribe(facility, wake)
  return {
    streams,
    close() {
      unsubscribe()
      cancelRest()
    },
  }
}

function streamOver(raw: ServerResponse): Stream {
  return {
    write(text) {
      if (raw.writableLength > mostBuffered) raw.destroy()
      else raw.write(text)
    },
    end: () => raw.end(),
    drop: () => raw.destroy(),
  }
}

export function liveEvents(central: Central, timers: Timers): LiveEvents {
  const hubs = new Map<number, Hub>()
  const byBench = new Map<string, readonly Stream[]>()

  const join = (facility: number, stream: Stream) => {
    const hub = hubs.get(facility) ?? openHub(central, timers, facility)
    hubs.set(facility, hub)
    hub.streams.add(stream)
    return () => {
      hub.streams.delete(stream)
      if (hub.streams.size > 0 || hubs.get(facility) !== hub) return
      hubs.delete(facility)
      hub.close()
    }
  }
  /** Drops the oldest beyond the limit: the newest are the ones in use. */
  const count = (bench: string, stream: Stream) => {
    const all = [...(byBench.get(bench) ?? []), stream]
    byBench.set(bench, all)
    for (const old of all.slice(0, -mostStreamsOfBench)) old.drop()
    return () => {
      const left = (byBench.get(bench) ?? []).filter((each) => each !== stream)
      if (left.length === 0) byBench.delete(bench)
      else byBench.set(bench, left)
    }
  }
  return {
    open(bench, reply) {
      reply.hijack()
      const { raw } = reply
      // Closed while its token was looked up: there will be no `close` event any more to remove the stream.
      if (raw.destroyed) return
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const stream = streamOver(raw)
      const leave = join(bench.facility.id, stream)
      const uncount = count(bench.id, stream)
      let cancelHeartbeat = () => {}
      const beat = () => {
        // A revoked bench gets no more events, whichever process revoked it.
        isRevoked(central.store.db, bench.id).then(
          (revoked) => (revoked ? stream.end() : stream.write(heartbeat)),
          stream.drop,
        )
        cancelHeartbeat = timers.after(heartbeatMs, beat)
      }
      raw.on('close', () => {
        cancelHeartbeat()
        leave()
        uncount()
      })
      raw.on('error', stream.drop)
      cancelHeartbeat = timers.after(heartbeatMs, beat)
      feedEnds(central.store.db, bench.facility.id).then(({ head }) => stream.write(moved(head)), stream.drop)
    },
    endAll() {
      for (const streams of byBench.values()) for (const stream of streams) stream.end()
    },
  }
}
