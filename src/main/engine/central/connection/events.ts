// Central's live events, which are only wake-ups. Silence beyond the heartbeat means a dead connection, whatever the socket says.

import { createParser } from 'eventsource-parser'
import { heartbeatEvent, movedEvent } from '../../../../shared/api/bench'
import { heartbeatMs } from '../../../../shared/model/limits'
import type { Timers } from '../../../../shared/ports'
import { type Result, refused } from '../../../../shared/result'
import { jsonOf, nextBytes } from './bodies'
import type { CallProblem } from './call-problem'
import type { Client } from './client'

const silenceMs = 3 * heartbeatMs
const longestEvent = 64_000

/** An event that central has sent. */
export interface LiveEvent {
  /** The feed's head, if it has moved. */
  readonly head: number | null
  /** When central sent it, by its clock; an older central doesn't say. */
  readonly serverTime: string | null
}

export interface EventHandlers {
  /** The stream is open. That says nothing yet: whatever is in between can hold back what comes in it. */
  onOpen(): void
  /** Something came, if only a part of an event. */
  onSignOfLife(): void
  onEvent(event: LiveEvent): void
}

/** null: of a kind that this program doesn't know, or not understood. */
function liveEventOf(kind: string | undefined, data: string): LiveEvent | null {
  const json = jsonOf(data)
  const value = json.ok ? json.value : undefined
  if (kind === 'moved') {
    const moved = movedEvent.safeParse(value)
    return moved.success ? { head: moved.data.head, serverTime: moved.data.serverTime ?? null } : null
  }
  if (kind !== 'heartbeat') return null
  return { head: null, serverTime: heartbeatEvent.safeParse(value).data?.serverTime ?? null }
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
      const told = liveEventOf(event, data)
      if (told !== null) handlers.onEvent(told)
    },
    onError({ type }) {
      if (type === 'max-buffer-size-exceeded') isTooLong = true
    },
  })
  handlers.onOpen()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (;;) {
      const bytes = await nextBytes(reader, timers, silenceMs)
      if (!bytes.ok) return refused({ kind: 'unreachable', detail: bytes.problem.kind })
      if (bytes.value === null) return refused({ kind: 'unreachable', detail: 'ended' })
      handlers.onSignOfLife()
      const text = textOf(decoder, bytes.value)
      if (text === null) return refused({ kind: 'notUnderstood', detail: 'an event that is not UTF-8' })
      parser.feed(text)
      if (isTooLong) return refused({ kind: 'notUnderstood', detail: 'an event without end' })
    }
  } finally {
    end()
  }
}

/** What has come of it so far; null for bytes that are no text. */
function textOf(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes, { stream: true })
  } catch {
    return null
  }
}
