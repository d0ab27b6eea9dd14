// How the bench stands with central, as everybody is shown it, and when it last heard from central.
import type { CentralLink } from '../../../../shared/views/central-link'
import { type LinkEvent, linkAfter } from './link'
import type { SyncNeeds } from './needs'

export interface Contact {
  link(): CentralLink
  /** Epoch milliseconds; null before the first contact. */
  lastMs(): number | null
  record(event: LinkEvent): void
  /** The bench is enrolled, and goes on from what the store has: offline on purpose, a mirror, an interrupted snapshot. */
  recordEnrolled(): void
  /** Saves the time of the last contact. Throws what the disk throws. */
  saveLast(): void
}

export function contactOf({ store, clock, onLink }: Pick<SyncNeeds, 'store' | 'clock' | 'onLink'>): Contact {
  let link: CentralLink = { kind: 'notEnrolled' }
  let lastMs = store.profile.lastContactMs()

  /** When contact is lost, not at each answer. */
  const saveLast = () => {
    if (lastMs !== null && lastMs !== store.profile.lastContactMs()) store.profile.saveLastContactMs(lastMs)
  }
  const record = (event: LinkEvent) => {
    if (event.kind === 'contact' || event.kind === 'caughtUp') lastMs = event.atMs
    if (event.kind === 'clockSet' && lastMs !== null) lastMs += event.byMs
    if (event.kind === 'lost' && link.kind === 'online') saveLast()
    const next = linkAfter(link, event)
    if (next === link) return
    link = next
    onLink(link)
  }
  return {
    link: () => link,
    lastMs: () => lastMs,
    record,
    recordEnrolled() {
      const sinceMs = store.profile.offlineSinceMs()
      if (sinceMs !== null) {
        record({ kind: 'offlineOnPurpose', sinceMs })
        return
      }
      const { mirror } = store
      const interrupted = mirror.interruptedSnapshot()
      record({
        kind: 'enrolled',
        hasMirror: mirror.cursor() !== null,
        atMs: clock.wallMs(),
        ...(interrupted && { snapshot: { received: interrupted.received, total: interrupted.total } }),
      })
    },
    saveLast,
  }
}
