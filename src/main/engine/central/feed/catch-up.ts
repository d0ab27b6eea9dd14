// Brings the mirror to central's head: by the feed, or by a snapshot first where the feed alone can't.
import { ok, type Result } from '../../../../shared/result'
import type { MirrorForSync } from '../../store/bench-store'
import { inlineBulk } from '../../store/bulk'
import type { Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import type { LinkEvent } from '../connection/link'
import type { SyncNeeds } from '../connection/needs'
import { supportedEntities } from './changes'
import { chunkerOn } from './chunks'
import { feedOf } from './feed'
import { fetchSnapshot } from './first-sync'
import type { FeedProblem } from './page'

export interface CatchUpNeeds {
  readonly needs: SyncNeeds
  readonly client: Client
  readonly clockWatch: ClockWatch
  readonly signal: AbortSignal
  readonly record: (event: LinkEvent) => void
  readonly onHead: (head: number) => void
}

export type CatchUp = () => Promise<Result<null, FeedProblem>>

/** Each call goes as far as one snapshot and the feed behind it; `snapshotNeeded` asks for another call. */
export function catchUpOn({ needs, client, clockWatch, signal, record, onHead }: CatchUpNeeds): CatchUp {
  const { store, clock, timers, bulk = inlineBulk } = needs
  const { mirror, outbox } = store
  const chunker = chunkerOn(clock, timers, signal)
  const shared = { mirror, client, clock, chunker, clockWatch, bulk }
  const feed = feedOf({ ...shared, onHead })
  const onProgress = (received: number, total: number | null) => record({ kind: 'snapshot', received, total })

  return async () => {
    if (mirror.cursor() === null) {
      const fetched = await fetchSnapshot({ ...shared, outbox, timers, onProgress })
      if (!fetched.ok) return fetched
    }
    const reached = await feed.catchUp()
    if (!reached.ok && reached.problem.kind === 'snapshotNeeded') {
      if (reached.problem.why === 'restored') mirror.forgetHistory()
      else mirror.forgetCursor()
    }
    return reached.ok ? ok(null) : reached
  }
}

/** What an older program had to pass over, and this one supports, comes with a new snapshot. */
export function forgetOutgrownMirror(mirror: Pick<MirrorForSync, 'skippedEntities' | 'forgetCursor'>): void {
  if (mirror.skippedEntities().some((entity) => supportedEntities.has(entity))) mirror.forgetCursor()
}
