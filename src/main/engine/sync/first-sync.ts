// Takes the whole of central's state as one stream: the first sync, and after a gap or a restored central. Until its last line has come
// and the counts agree it is no snapshot, and the mirror has no cursor. One that breaks off goes on at its last mark, also after a restart
// of either side: the feed from its position on brings what has changed meanwhile.
import { z } from 'zod'
import type { Change } from '../../../shared/api/entities'
import type { Clock, Timers } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import type {
  FeedPosition,
  MirrorForSync,
  OutboxForSync,
  SkippedRow,
  SnapshotProgress,
  SnapshotWriter,
} from '../store/bench-store'
import type { Bulk } from '../store/bulk'
import { jsonOf, lineCutter, nextBytes } from './bodies'
import { checkedChange } from './changes'
import type { Chunker } from './chunks'
import type { Client, OpenStream } from './client'
import type { ClockWatch } from './clock-watch'
import type { FeedProblem } from './feed'
import { pause } from './waiting'

const otherLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('head'),
    epoch: z.string(),
    position: z.int().nonnegative(),
    done: z.int().nonnegative().default(0),
    total: z.int().nonnegative(),
    serverTime: z.string(),
  }),
  z.object({ kind: z.literal('mark'), resume: z.string().max(300), done: z.int().nonnegative() }),
  z.object({ kind: z.literal('end'), total: z.int().nonnegative() }),
])
type Head = Extract<z.output<typeof otherLine>, { kind: 'head' }>

const longestLine = 32_000_000
const silenceMs = 30_000
const tellEveryMs = 250

export interface FirstSyncNeeds {
  readonly mirror: MirrorForSync
  readonly outbox: OutboxForSync
  readonly client: Client
  readonly clock: Clock
  readonly timers: Timers
  readonly chunker: Chunker
  readonly clockWatch: ClockWatch
  readonly bulk: () => Bulk
  readonly onProgress: (received: number, total: number | null) => void
}

/** What has been read of the stream. */
interface Taken {
  head: { readonly position: FeedPosition; readonly total: number } | null
  received: number
  /** The last mark of the present piece. */
  reached: SnapshotProgress | null
  isEnded: boolean
}

const notUnderstood = (detail: string): FeedProblem => ({ kind: 'notUnderstood', detail: `snapshot: ${detail}` })

/** What a later stream can't make good: the next snapshot begins anew. */
const spoilsResume = (problem: FeedProblem): boolean =>
  problem.kind === 'notUnderstood' || problem.kind === 'tooLarge' || problem.kind === 'refused'

export async function takeSnapshot(needs: FirstSyncNeeds): Promise<Result<null, FeedProblem>> {
  const { client, mirror, clock, onProgress } = needs
  const interrupted = mirror.interruptedSnapshot()
  const sentMs = clock.monotonicMs()
  onProgress(interrupted?.received ?? 0, interrupted?.total ?? null)
  const from = interrupted === null ? '' : `?from=${encodeURIComponent(interrupted.resume)}`
  const stream = await client.stream(`/snapshot${from}`, 'application/x-ndjson')
  const taken = stream.ok ? await takeStream(needs, stream.value, interrupted, sentMs) : stream
  if (taken.ok || !spoilsResume(taken.problem)) return taken
  mirror.forgetCursor()
  const isStale = interrupted !== null && taken.problem.kind === 'refused'
  return isStale ? refused({ kind: 'snapshotNeeded', why: 'epoch' }) : taken
}

async function takeStream(
  needs: FirstSyncNeeds,
  stream: OpenStream,
  interrupted: SnapshotProgress | null,
  sentMs: number,
): Promise<Result<null, FeedProblem>> {
  const { mirror, outbox, timers } = needs
  const bulk = needs.bulk()
  try {
    const formerEpoch = mirror.lastEpoch()
    const writer = interrupted === null ? mirror.beginSnapshot() : mirror.resumeSnapshot()
    const taken = await readAll(needs, stream, writer, bulk, interrupted, sentMs)
    if (!taken.ok) return taken
    while (writer.sweep()) {
      await pause(timers)
      await bulk.room()
    }
    // Before there is a cursor: an end in between does it once more.
    const isRestored = formerEpoch !== null && formerEpoch !== taken.value.epoch
    for (let after = isRestored ? outbox.offerAgain(0) : null; after !== null; after = outbox.offerAgain(after)) {
      await pause(timers)
    }
    writer.finish(taken.value)
    return ok(null)
  } finally {
    stream.end()
    await bulk.end()
  }
}

async function readAll(
  needs: FirstSyncNeeds,
  { reader }: OpenStream,
  writer: SnapshotWriter,
  bulk: Bulk,
  interrupted: SnapshotProgress | null,
  sentMs: number,
): Promise<Result<FeedPosition, FeedProblem>> {
  const { timers, clock, chunker, clockWatch, onProgress } = needs
  const cut = lineCutter(longestLine)
  const taken: Taken = { head: null, received: interrupted?.received ?? 0, reached: null, isEnded: false }
  let toldMs = clock.monotonicMs()

  const onHead = (head: Head): string | null => {
    const { epoch, position, done, total, serverTime } = head
    const continues = interrupted?.position ?? { epoch, n: position }
    if (continues.epoch !== epoch || continues.n !== position || done !== taken.received)
      return 'another one than before'
    taken.head = { position: { epoch, n: position }, total }
    clockWatch.note(serverTime, sentMs)
    return null
  }

  for (;;) {
    const bytes = await nextBytes(reader, timers, silenceMs)
    if (!bytes.ok) return refused({ kind: 'unreachable', detail: bytes.problem.kind })
    if (bytes.value === null) break
    const lines = cut(bytes.value)
    if (!lines.ok) return refused(notUnderstood(lines.problem.kind))
    let problem: string | null = null
    const isDone = await chunker.each(lines.value, (piece) => {
      const changes: Change[] = []
      const skipped: SkippedRow[] = []
      taken.reached = null
      for (const line of piece) {
        problem = takeLine(taken, line, { changes, skipped, onHead })
        if (problem !== null) return false
      }
      writer.add(changes, { reached: taken.reached, skipped })
      if (clock.monotonicMs() - toldMs >= tellEveryMs) {
        toldMs = clock.monotonicMs()
        onProgress(taken.received, taken.head?.total ?? null)
      }
      return true
    })
    if (problem !== null) return refused(notUnderstood(problem))
    if (!isDone) return refused({ kind: 'stopped' })
    await bulk.room()
  }
  if (taken.head === null || !taken.isEnded) return refused({ kind: 'unreachable', detail: 'the snapshot broke off' })
  onProgress(taken.received, taken.head.total)
  return ok(taken.head.position)
}

interface Into {
  readonly changes: Change[]
  readonly skipped: SkippedRow[]
  readonly onHead: (head: Head) => string | null
}

const isRow = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'row'

/** Takes one line in; answers what is wrong with it. */
function takeLine(taken: Taken, line: string, into: Into): string | null {
  const json = jsonOf(line)
  if (!json.ok) return 'a line is not JSON'
  if (taken.isEnded) return 'a line after its end'
  if (isRow(json.value)) {
    if (taken.head === null) return 'no head'
    const row = checkedChange(json.value)
    if (!row.ok) return row.problem
    if (row.value.kind === 'known') into.changes.push(row.value.change)
    else into.skipped.push({ n: taken.head.position.n, entity: row.value.entity })
    taken.received += 1
    return null
  }
  const other = otherLine.safeParse(json.value)
  if (!other.success) return 'an unknown line'
  if (other.data.kind === 'head') return taken.head === null ? into.onHead(other.data) : 'two heads'
  if (other.data.kind === 'mark') {
    if (taken.head === null) return 'no head'
    if (other.data.done !== taken.received) return 'rows are missing'
    const { resume, done: received } = other.data
    taken.reached = { ...taken.head, resume, received }
    return null
  }
  if (other.data.total !== taken.received) return 'rows are missing'
  taken.isEnded = true
  return null
}
