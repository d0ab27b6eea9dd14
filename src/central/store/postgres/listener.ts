// One connection that receives other processes' notifications; it reconnects by itself.
import { Client, type ClientConfig } from 'pg'
import type { Timers } from '../../../shared/ports'

const firstPauseMs = 200
const longestPauseMs = 5_000

export interface Listener {
  /** Whether notifications come in now; while they don't, only polling helps. */
  listening(): boolean
  stop(): Promise<void>
}

export interface ListenerOptions {
  readonly config: ClientConfig
  /** A plain identifier. */
  readonly channel: string
  readonly timers: Timers
  heard(payload: string): void
  /** Notifications come in again; those sent before are lost. */
  began(): void
}

export function listenTo({ config, channel, timers, heard, began }: ListenerOptions): Listener {
  let client: Client | undefined
  let stopped = false
  let listening = false
  let pauseMs = firstPauseMs
  let cancelPause = () => {}

  const lost = (of: Client) => {
    if (client !== of) return
    client = undefined
    listening = false
    of.end().catch(() => {})
    if (stopped) return
    cancelPause = timers.after(pauseMs, connect)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
  const connect = () => {
    const next = new Client(config)
    client = next
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    next.on('notification', ({ payload }) => heard(payload ?? ''))
    next
      .connect()
      .then(() => next.query(`listen ${channel}`))
      .then(() => {
        if (client !== next) return
        listening = true
        pauseMs = firstPauseMs
        began()
      })
      .catch(() => lost(next))
  }
  connect()
  return {
    listening: () => listening,
    async stop() {
      stopped = true
      cancelPause()
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}
