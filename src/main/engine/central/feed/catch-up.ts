// Brings the mirror to central's head: by the feed, or by a snapshot first where the feed alone can't.
import { ok, type Result } from '../../../../shared/result'
import { inlineBulk } from '../../store/bulk'
import type { MirrorForSync } from '../../store/contract/feed'
import type { Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import type { LinkEvent } from '../connection/link'
import type { SyncNeeds } from '../connection/needs'
import { supportedEntities } from './changes'
import { chunkerOn } from './chunks'
import { feedOf } from './feed'
import { fetchSnapshot, replaceHistory } from './first-sync'
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
  const shared = { mirror, outbox, client, clock, timers, chunker, clockWatch, bulk }
  const feed = feedOf({ ...shared, onHead })
  const onProgress = (received: number, total: number | null) => record({ kind: 'snapshot', received, total })

  return async () => {
    const snapshot = { ...shared, onProgress }
    if (mirror.cursor() === null) {
      const fetched = await fetchSnapshot(snapshot)
      if (!fetched.ok) return fetched
    }
    let reached = await feed.catchUp()
    if (isRestored(reached)) {
      const replaced = await replaceHistory(snapshot)
      if (!replaced.ok) return replaced
      reached = await feed.catchUp()
    }
    // Restored once more: the next call finds it as this one has.
    if (!reached.ok && reached.problem.kind === 'snapshotNeeded' && !isRestored(reached)) mirror.forgetCursor()
    return reached.ok ? ok(null) : reached
  }
}

const isRestored = (reached: Result<unknown, FeedProblem>): boolean =>
  !reached.ok && reached.problem.kind === 'snapshotNeeded' && reached.problem.why === 'restored'

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
