// Central's live events, which are only wake-ups. Silence beyond the heartbeat means a dead connection, whatever the socket says.

import { createParser } from 'eventsource-parser'
import { movedEvent } from '../../../../shared/api/bench'
import { heartbeatMs } from '../../../../shared/model/limits'
import type { Timers } from '../../../../shared/ports'
import { type Result, refused } from '../../../../shared/result'
import { jsonOf, nextBytes } from './bodies'
import type { CallProblem } from './call-problem'
import type { Client } from './client'

const silenceMs = 3 * heartbeatMs
const longestEvent = 64_000

export interface EventHandlers {
  /** The stream is open. */
  onLive(): void
  /** Something came, if only a heartbeat. */
  onSignOfLife(): void
  /** The feed's head, as central sees it. */
  onMoved(head: number): void
}

/** Listens until the stream ends, and answers how it ended; an orderly end by central is `unreachable` too. */
export async function listen(
  client: Client,
  timers: Timers,
  handlers: EventHandlers,
): Promise<Result<never, CallProblem>> {
  const stream = await client.stream('/events', 'text/event-stream')
  if (!stream.ok) return stream
  const { reader, end } = stream.value
  let isTooLong = false
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent({ event, data }) {
      if (event !== 'moved') return
      const json = jsonOf(data)
      const moved = movedEvent.safeParse(json.ok ? json.value : undefined)
      if (moved.success) handlers.onMoved(moved.data.head)
    },
    onError({ type }) {
      if (type === 'max-buffer-size-exceeded') isTooLong = true
    },
  })
  handlers.onLive()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const bytes = await nextBytes(reader, timers, silenceMs)
      if (!bytes.ok) return refused({ kind: 'unreachable', detail: bytes.problem.kind })
      if (bytes.value === null) return refused({ kind: 'unreachable', detail: 'ended' })
      handlers.onSignOfLife()
      parser.feed(decoder.decode(bytes.value, { stream: true }))
      if (isTooLong) return refused({ kind: 'notUnderstood', detail: 'an event without end' })
    }
  } finally {
    end()
  }
}
