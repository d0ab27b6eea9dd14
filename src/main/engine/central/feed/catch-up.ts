// Brings the mirror to central's head: by the feed, or by a snapshot first where the feed alone can't.
import { ok, type Result, refused } from '../../../../shared/result'
import { inlineBulk } from '../../store/bulk'
import type { MirrorForSync } from '../../store/contract/feed'
import type { Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import type { LinkEvent } from '../connection/link'
import type { SyncNeeds } from '../connection/needs'
import { supportedEntities } from './changes'
import { chunkerOn } from './chunks'
import { feedOf } from './feed'
import { fetchSnapshot } from './first-sync'
import type { FeedProblem } from './page'
import { type RememberedNeeds, tellRemembered } from './remembered'

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
  const shared = { mirror, client, clock, timers, chunker, clockWatch, bulk }
  const feed = feedOf({ ...shared, onHead })
  const onProgress = (received: number, total: number | null) => record({ kind: 'snapshot', received, total })

  return async () => {
    if (mirror.cursor() === null) {
      const fetched = await fetchSnapshot({ ...shared, outbox, onProgress })
      if (!fetched.ok) return fetched
    }
    const reached = await feed.catchUp()
    if (!reached.ok && reached.problem.kind === 'snapshotNeeded') {
      if (reached.problem.why === 'restored') return forgetTold(shared)
      mirror.forgetCursor()
    }
    return reached.ok ? ok(null) : reached
  }
}

/** Asked again and again until central has been told: the mirror is replaced then. */
async function forgetTold(needs: RememberedNeeds): Promise<Result<null, FeedProblem>> {
  const told = await tellRemembered(needs)
  if (!told.ok) return told
  needs.mirror.forgetHistory()
  return refused({ kind: 'snapshotNeeded', why: 'restored' })
}

/**
 * What an older program had to pass over, and this one supports, comes with a new snapshot; so does what another one could not take, since
 * this one may.
 */
export function forgetOutgrownMirror(
  mirror: Pick<MirrorForSync, 'skippedEntities' | 'aside' | 'ranBy' | 'forgetCursor'>,
  program: string,
): void {
  const isOther = mirror.ranBy(program)
  const isOutgrown = mirror.skippedEntities().some((entity) => supportedEntities.has(entity))
  if (isOutgrown || (isOther && mirror.aside().count > 0)) mirror.forgetCursor()
}
