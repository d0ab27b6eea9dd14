// Processes on one database wake each other by NOTIFY. A notification may get lost (a process that died between its commit and its
// notification, a connection that broke): every process also polls the heads now and then.
import { sql } from 'kysely'
import type { ClientConfig } from 'pg'
import type { Timers } from '../../../shared/ports'
import type { Db, WakeUps } from '../store'
import { listenTo } from './listener'

const channel = 'cryobench_feed'
const pollEveryMs = 5_000
/** While no notification can come in, polling is all there is. */
const pollOftenMs = 1_000
const mostPerNotification = 200

export interface SharedWakeUps extends WakeUps {
  stop(): Promise<void>
}

type Heads = ReadonlyMap<number, number>

/** `1:17 2:4` */
const textOf = (heads: Heads) => [...heads].map(([facility, head]) => `${facility}:${head}`).join(' ')

const headsOf = (text: string): Heads =>
  new Map([...text.matchAll(/(\d+):(\d+)/g)].map(([, facility, head]) => [Number(facility), Number(head)]))

/** Who listens in this process, and the highest head of each facility that they were given. */
function deliveries() {
  const listeners = new Set<(facility: number, head: number) => void>()
  const delivered = new Map<number, number>()
  return {
    /** False where the listeners know of this head. */
    deliver(facility: number, head: number): boolean {
      if (head <= (delivered.get(facility) ?? -1)) return false
      delivered.set(facility, head)
      for (const listener of listeners) listener(facility, head)
      return true
    },
    listen(listener: (facility: number, head: number) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    forget: () => delivered.clear(),
  }
}

/** Notifies the other processes: one statement at a time, with all heads that have come meanwhile. */
function notifier(db: Db) {
  let waiting = new Map<number, number>()
  let notifying = false
  let stopped = false
  /** Not in the writing transaction: a notification there makes all commits of the database wait for each other's disk. */
  const send = () => {
    if (notifying || stopped || waiting.size === 0) return
    notifying = true
    const batch = new Map([...waiting].slice(0, mostPerNotification))
    waiting = new Map([...waiting].slice(mostPerNotification))
    // A notification that fails is made up for by polling.
    const goOn = () => {
      notifying = false
      send()
    }
    sql`select pg_notify(${channel}, ${textOf(batch)})`.execute(db).then(goOn, goOn)
  }
  return {
    notify(facility: number, head: number) {
      waiting.set(facility, head)
      send()
    },
    stop() {
      stopped = true
    },
  }
}

export function sharedWakeUps(db: Db, config: ClientConfig, timers: Timers): SharedWakeUps {
  const { deliver, listen, forget } = deliveries()
  const others = notifier(db)
  let stopped = false
  let cancelPoll = () => {}

  const poll = async () => {
    const rows = await db.selectFrom('feed_heads').select(['facility_id', 'head']).execute()
    for (const { facility_id, head } of rows) deliver(facility_id, head)
  }
  const listener = listenTo({
    config,
    channel,
    timers,
    heard: (payload) => {
      for (const [facility, head] of headsOf(payload)) deliver(facility, head)
    },
    began: () => {
      // The database may be another one now (restored, failed over), with lower heads.
      forget()
      // If it fails, the next poll comes by itself.
      poll().catch(() => {})
    },
  })
  const pollLater = () => {
    if (stopped) return
    cancelPoll = timers.after(listener.listening() ? pollEveryMs : pollOftenMs, () => {
      poll().then(pollLater, pollLater)
    })
  }
  pollLater()
  return {
    notify(facility, head) {
      if (deliver(facility, head)) others.notify(facility, head)
    },
    listen,
    async stop() {
      stopped = true
      others.stop()
      cancelPoll()
      await listener.stop()
    },
  }
}
