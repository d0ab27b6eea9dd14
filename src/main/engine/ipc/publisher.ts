// Pushes whole snapshots when what they show has changed: at most once for a burst of commits.
import type { EventName, Events } from '../../../shared/ipc/contract'
import type { Timers } from '../../../shared/ports'

/** After a scan the tagging snapshot goes first; the rest may come a frame later. */
const burstMs = 25

type Sources = { readonly [Name in EventName]?: () => Events[Name] }
type Tell = <Name extends EventName>(name: Name, payload: Events[Name]) => void

export interface Publisher {
  /** Has the snapshot pushed soon, once, however often it is said. */
  changed(...names: readonly EventName[]): void
  stop(): void
}

export function publisher(sources: Sources, tell: Tell, timers: Timers, report: (error: unknown) => void): Publisher {
  const due = new Set<EventName>()
  let cancel: (() => void) | null = null

  const push = <Name extends EventName>(name: Name) => {
    const source: (() => Events[Name]) | undefined = sources[name]
    if (source === undefined) return
    try {
      tell(name, source())
    } catch (error) {
      report(error)
    }
  }
  const flush = () => {
    cancel = null
    const names = [...due]
    due.clear()
    for (const name of names) push(name)
  }

  return {
    changed(...names) {
      for (const name of names) due.add(name)
      cancel ??= timers.after(burstMs, flush)
    },
    stop() {
      cancel?.()
      cancel = null
      due.clear()
    },
  }
}
