// Processes on one database wake each other by NOTIFY. A notification may get lost (a process that died between its commit and its
// notification, a connection that broke), so that every process also looks at the heads now and then.
import { sql } from 'kysely'
import type { ClientConfig } from 'pg'
import type { Timers } from '../../../shared/ports'
import type { Db, WakeUps } from '../store'
import { listenTo } from './listener'

const channel = 'cryobench_feed'
const lookEveryMs = 5_000
/** While nothing is heard, looking is all there is. */
const lookOftenMs = 1_000
const mostPerNotification = 200

export interface SharedWakeUps extends WakeUps {
  stop(): Promise<void>
}

type Heads = ReadonlyMap<number, number>

/** `1:17 2:4` */
const textOf = (heads: Heads) => [...heads].map(([facility, head]) => `${facility}:${head}`).join(' ')

const headsOf = (text: string): Heads =>
  new Map([...text.matchAll(/(\d+):(\d+)/g)].map(([, facility, head]) => [Number(facility), Number(head)]))

export function sharedWakeUps(db: Db, config: ClientConfig, timers: Timers): SharedWakeUps {
  const listeners = new Set<(facility: number, head: number) => void>()
  /** The highest head of each facility that the listeners were told. */
  const told = new Map<number, number>()
  let untold = new Map<number, number>()
  let notifying = false
  let stopped = false
  let cancelLook = () => {}

  const deliver = (facility: number, head: number) => {
    if (head <= (told.get(facility) ?? -1)) return false
    told.set(facility, head)
    for (const listener of listeners) listener(facility, head)
    return true
  }
  /** Not in the writing transaction: a notification there makes all commits of the database wait for each other's disk. */
  const notify = () => {
    if (notifying || stopped || untold.size === 0) return
    notifying = true
    const batch = new Map([...untold].slice(0, mostPerNotification))
    untold = new Map([...untold].slice(mostPerNotification))
    // What can't be told now is found by looking.
    const goOn = () => {
      notifying = false
      notify()
    }
    sql`select pg_notify(${channel}, ${textOf(batch)})`.execute(db).then(goOn, goOn)
  }
  const look = async () => {
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
      told.clear()
      // The next look comes by itself.
      look().catch(() => {})
    },
  })
  const lookLater = () => {
    if (stopped) return
    cancelLook = timers.after(listener.listening() ? lookEveryMs : lookOftenMs, () => {
      look().then(lookLater, lookLater)
    })
  }
  lookLater()
  return {
    tell(facility, head) {
      if (!deliver(facility, head)) return
      untold.set(facility, head)
      notify()
    },
    hear(heard) {
      listeners.add(heard)
      return () => {
        listeners.delete(heard)
      }
    },
    async stop() {
      stopped = true
      cancelLook()
      await listener.stop()
    },
  }
}
