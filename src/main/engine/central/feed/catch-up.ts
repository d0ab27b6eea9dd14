// Brings the mirror to central's head: by the feed, or by a snapshot first where the feed alone can't.
import { ok, type Result } from '../../../../shared/result'
import { inlineBulk } from '../../store/bulk'
import type { Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import type { LinkEvent } from '../connection/link'
import type { SyncNeeds } from '../connection/needs'
import type { Chunker } from './chunks'
import { type FeedProblem, feedOf } from './feed'
import { takeSnapshot } from './first-sync'

export interface CatchUpNeeds {
  readonly needs: SyncNeeds
  readonly client: Client
  readonly chunker: Chunker
  readonly clockWatch: ClockWatch
  readonly tell: (event: LinkEvent) => void
  readonly onHead: (head: number) => void
}

/** Each call goes as far as one snapshot and the feed behind it; `snapshotNeeded` asks for another call. */
export function catchUpOn({ needs, client, chunker, clockWatch, tell, onHead }: CatchUpNeeds) {
  const { store, clock, timers } = needs
  const { mirror, outbox } = store
  const bulk = needs.bulk ?? inlineBulk
  const feed = feedOf({ mirror, client, clock, chunker, clockWatch, bulk, onHead })

  const snapshot = () =>
    takeSnapshot({
      mirror,
      outbox,
      client,
      clock,
      timers,
      chunker,
      clockWatch,
      bulk,
      onProgress: (received, total) => tell({ kind: 'snapshot', received, total }),
    })

  return async (): Promise<Result<null, FeedProblem>> => {
    if (mirror.cursor() === null) {
      const taken = await snapshot()
      if (!taken.ok) return taken
    }
    const reached = await feed.catchUp()
    if (!reached.ok && reached.problem.kind === 'snapshotNeeded') {
      if (reached.problem.why === 'restored') mirror.forgetHistory()
      else mirror.forgetCursor()
    }
    return reached.ok ? ok(null) : reached
  }
}
