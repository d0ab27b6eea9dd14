// Fetches all of central's state as one stream: for the first sync, and after a gap or a restored central. Until it is complete the mirror has
// no cursor. A stream that breaks off is resumed at its last mark, even after a restart of either side: the feed from the stream's position on
// brings what has changed meanwhile.

import { pause } from '../../../../platform/wake-signal'
import { historyText } from '../../../../shared/api/feed-history'
import { assertNever } from '../../../../shared/assert-never'
import { ok, type Result } from '../../../../shared/result'
import type { Bulk } from '../../store/bulk'
import type {
  FeedPosition,
  MirrorForSync,
  RowDigest,
  SnapshotProgress,
  SnapshotWriter,
} from '../../store/contract/feed'
import type { OutboxForSync } from '../../store/contract/outbox'
import type { Client, OpenStream } from '../connection/client'
import { historyQuery, isOtherHistory } from '../connection/history-proof'
import type { FeedProblem } from './page'
import { tellRemembered } from './remembered'
import { type SnapshotStreamNeeds, writeStream } from './snapshot-stream'

export interface FirstSyncNeeds extends SnapshotStreamNeeds {
  readonly mirror: MirrorForSync
  readonly outbox: OutboxForSync
  readonly client: Client
  readonly bulk: () => Bulk
}

/** What a problem means for the part of a snapshot that has arrived: resume it later, begin anew, or begin anew with another history. */
export function afterNoSnapshot(problem: FeedProblem): 'resume' | 'anew' | 'otherHistory' {
  switch (problem.kind) {
    case 'refused':
      return isOtherHistory(problem) ? 'otherHistory' : 'anew'
    // A later stream can't make these good.
    case 'notUnderstood':
    case 'tooLarge':
      return 'anew'
    case 'unreachable':
    case 'revoked':
    case 'busy':
    case 'failed':
    case 'stopped':
    case 'snapshotNeeded':
      return 'resume'
    default:
      return assertNever(problem)
  }
}

export async function fetchSnapshot(needs: FirstSyncNeeds): Promise<Result<null, FeedProblem>> {
  const { client, mirror, clock, onProgress } = needs
  const interrupted = mirror.interruptedSnapshot()
  if (interrupted === null && mirror.replaced() !== null) return replaceHistory(needs)
  const sentMs = clock.monotonicMs()
  onProgress(interrupted?.received ?? 0, interrupted?.total ?? null)
  const from = interrupted === null ? '' : `?from=${encodeURIComponent(interrupted.resume)}`
  const history = mirror.history()
  const proof = historyQuery(history, interrupted === null ? '?' : '&')
  const stream = await client.stream(`/snapshot${from}${proof}`, 'application/x-ndjson')
  const applied = stream.ok
    ? await applyStream(needs, stream.value, { interrupted, sentMs, proven: history?.rows ?? [] })
    : stream
  if (applied.ok) return applied
  const next = afterNoSnapshot(applied.problem)
  // Also while there is no cursor a central that was restored must be noticed: what it had accepted is offered again.
  if (next === 'otherHistory') return replaceHistory(needs)
  if (next === 'anew') mirror.forgetCursor()
  return applied
}

/**
 * A snapshot of a central whose history is another: it was restored from a backup. It has to have what this bench told it before: a central
 * that is restored once more meanwhile has lost that, and is told again. What is on its list comes first in a snapshot: once the mirror begins
 * to lose what was lost, it has the list.
 */
export async function replaceHistory(needs: FirstSyncNeeds): Promise<Result<null, FeedProblem>> {
  const { client, mirror, clock, onProgress } = needs
  const told = await tellRemembered(needs)
  if (!told.ok) return told
  const sentMs = clock.monotonicMs()
  onProgress(0, null)
  const proof = told.value === null ? '' : `?known=${encodeURIComponent(historyText(told.value))}`
  const stream = await client.stream(`/snapshot${proof}`, 'application/x-ndjson')
  if (!stream.ok) return stream
  mirror.forgetHistory()
  const applied = await applyStream(needs, stream.value, { interrupted: null, sentMs, proven: [] })
  if (!applied.ok && afterNoSnapshot(applied.problem) !== 'resume') mirror.forgetCursor()
  return applied
}

interface Sent {
  readonly interrupted: SnapshotProgress | null
  readonly sentMs: number
  /** The rows of central's history that the request had named. */
  readonly proven: readonly RowDigest[]
}

async function applyStream(
  needs: FirstSyncNeeds,
  stream: OpenStream,
  { interrupted, sentMs, proven }: Sent,
): Promise<Result<null, FeedProblem>> {
  const { mirror, timers } = needs
  const bulk = needs.bulk()
  try {
    const formerEpoch = mirror.lastEpoch()
    const writer = interrupted === null ? mirror.beginSnapshot() : mirror.resumeSnapshot()
    const written = await writeStream(needs, stream, { writer, bulk, interrupted, sentMs })
    if (!written.ok) return written
    while (writer.sweep()) {
      await pause(timers)
      await bulk.room()
    }
    await finish(needs, writer, written.value, { formerEpoch, proven })
    return ok(null)
  } finally {
    stream.end()
    await bulk.end()
  }
}

/** Gives the mirror its cursor; where central was restored, after all work has been put in line to be offered again. */
async function finish(
  { mirror, outbox, timers }: FirstSyncNeeds,
  writer: SnapshotWriter,
  position: FeedPosition,
  { formerEpoch, proven }: { readonly formerEpoch: string | null; readonly proven: readonly RowDigest[] },
): Promise<void> {
  // Before there is a cursor: if the program ends in between, it is done once more.
  const isRestored = formerEpoch !== null && formerEpoch !== position.epoch
  // From here to the cursor nothing is sent.
  if (isRestored) mirror.forgetHistory()
  for (let after = isRestored ? outbox.offerAgain(0) : null; after !== null; after = outbox.offerAgain(after)) {
    await pause(timers)
  }
  while (isRestored && outbox.reissueNext()) await pause(timers)
  writer.finish(position, isRestored ? [] : proven)
}
