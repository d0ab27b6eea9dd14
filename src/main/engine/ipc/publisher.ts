// Publishes whole snapshots when what they show has changed: at most once for a burst of commits.
import type { SnapshotName } from '../../../shared/ipc/contract'
import type { Timers } from '../../../shared/ports'
import type { EngineHost } from './host'
import type { SnapshotSources, SnapshotsChanged } from './room'

/** After a scan the tagging snapshot goes first; the rest may come a frame later. */
const burstMs = 25

/** The sync centre counts what is sent: a few times a second are enough for a person. */
const slower: Partial<Record<SnapshotName, number>> = { 'sync/changed': 300 }

export interface Publisher {
  readonly changed: SnapshotsChanged
  stop(): void
}

/** `sources`: asked for when the first snapshot is due. */
export function publisher(
  sources: () => SnapshotSources,
  publish: EngineHost['publish'],
  timers: Timers,
  report: (error: unknown) => void,
): Publisher {
  /** What is due, by how long it may wait. */
  const due = new Map<number, { readonly names: Set<SnapshotName>; readonly cancel: () => void }>()

  const publishNow = <Name extends SnapshotName>(name: Name) => {
    try {
      publish(name, sources()[name]())
    } catch (error) {
      report(error)
    }
  }
  const flush = (waitMs: number) => {
    const names = due.get(waitMs)?.names ?? []
    due.delete(waitMs)
    for (const name of names) publishNow(name)
  }

  return {
    changed(...names) {
      for (const name of names) {
        const waitMs = slower[name] ?? burstMs
        const waiting = due.get(waitMs)
        if (waiting !== undefined) waiting.names.add(name)
        else due.set(waitMs, { names: new Set([name]), cancel: timers.after(waitMs, () => flush(waitMs)) })
      }
    },
    stop() {
      for (const { cancel } of due.values()) cancel()
      due.clear()
    },
  }
}
