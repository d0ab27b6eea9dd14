// Where the bench stands with central, as everybody is told, and when it last heard from it.
import type { CentralLink } from '../../../../shared/model/central-link'
import { type LinkEvent, linkAfter } from './link'
import type { SyncNeeds } from './needs'

export interface Contact {
  link(): CentralLink
  /** Epoch milliseconds; null before the first contact. */
  lastMs(): number | null
  tell(event: LinkEvent): void
  /** The bench is enrolled, and goes on from what the store has: offline on purpose, a mirror, a snapshot that was interrupted. */
  tellEnrolled(): void
  /** Writes the last contact down. Throws what the disk throws. */
  keep(): void
}

export function contactOf({ store, clock, onLink }: Pick<SyncNeeds, 'store' | 'clock' | 'onLink'>): Contact {
  let link: CentralLink = { kind: 'notEnrolled' }
  let lastMs = store.profile.lastContactMs()

  /** Once contact is lost, not at each answer. */
  const keep = () => {
    if (lastMs !== null && lastMs !== store.profile.lastContactMs()) store.profile.saveLastContactMs(lastMs)
  }
  const tell = (event: LinkEvent) => {
    if (event.kind === 'contact' || event.kind === 'caughtUp') lastMs = event.atMs
    if (event.kind === 'lost' && link.kind === 'online') keep()
    const next = linkAfter(link, event)
    if (next === link) return
    link = next
    onLink(link)
  }
  return {
    link: () => link,
    lastMs: () => lastMs,
    tell,
    tellEnrolled() {
      const sinceMs = store.profile.offlineSinceMs()
      if (sinceMs !== null) {
        tell({ kind: 'offlineOnPurpose', sinceMs })
        return
      }
      const { mirror } = store
      const interrupted = mirror.interruptedSnapshot()
      tell({
        kind: 'enrolled',
        hasMirror: mirror.cursor() !== null,
        atMs: clock.wallMs(),
        ...(interrupted && { snapshot: { received: interrupted.received, total: interrupted.total } }),
      })
    },
    keep,
  }
}
