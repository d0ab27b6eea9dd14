// Takes the whole of central's state as one stream: the first sync, and after a gap or a restored central. Until its last line has come
// and the counts agree it is no snapshot, and the mirror has no cursor. One that breaks off goes on at its last mark, also after a restart
// of either side: the feed from its position on brings what has changed meanwhile.
import { z } from 'zod'
import { pause } from '../../../../platform/wake-signal'
import { feedDigest } from '../../../../shared/api/bench'
import type { Change } from '../../../../shared/api/entities'
import type { Clock, Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type {
  FeedPosition,
  MirrorForSync,
  OutboxForSync,
  RowDigest,
  SkippedRow,
  SnapshotProgress,
  SnapshotWriter,
} from '../../store/bench-store'
import type { Bulk } from '../../store/bulk'
import { jsonOf, lineCutter, nextBytes } from '../connection/bodies'
import type { Client, OpenStream } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import { checkedChange } from './changes'
import type { Chunker } from './chunks'
import { type FeedProblem, isOtherHistory, knownIn } from './feed'

const otherLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('head'),
    epoch: z.string(),
    position: z.int().nonnegative(),
    digest: feedDigest.optional(),
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
  /** Rows of the present piece that this program doesn't know. */
  skipped: SkippedRow[]
  isEnded: boolean
  /** Why no more is taken. */
  problem: string | null
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
  const history = mirror.history()
  const known = knownIn(history, interrupted === null ? '?' : '&')
  const stream = await client.stream(`/snapshot${from}${known}`, 'application/x-ndjson')
  const taken = stream.ok
    ? await takeStream(needs, stream.value, interrupted, { atMs: sentMs, known: history?.rows ?? [] })
    : stream
  if (taken.ok || !spoilsResume(taken.problem)) return taken
  if (isOtherHistory(taken.problem)) {
    // Also while there is no cursor a central that was restored must be noticed: what it had accepted is offered again.
    mirror.forgetHistory()
    return refused({ kind: 'snapshotNeeded', why: 'restored' })
  }
  mirror.forgetCursor()
  return taken
}

async function takeStream(
  needs: FirstSyncNeeds,
  stream: OpenStream,
  interrupted: SnapshotProgress | null,
  sent: { readonly atMs: number; readonly known: readonly RowDigest[] },
): Promise<Result<null, FeedProblem>> {
  const { mirror, outbox, timers } = needs
  const bulk = needs.bulk()
  try {
    const formerEpoch = mirror.lastEpoch()
    const writer = interrupted === null ? mirror.beginSnapshot() : mirror.resumeSnapshot()
    const taken = await readAll(needs, stream, writer, bulk, interrupted, sent.atMs)
    if (!taken.ok) return taken
    while (writer.sweep()) {
      await pause(timers)
      await bulk.room()
    }
    // Before there is a cursor: an end in between does it once more.
    const isRestored = formerEpoch !== null && formerEpoch !== taken.value.epoch
    // From here to the cursor nothing is sent.
    if (isRestored) mirror.forgetHistory()
    for (let after = isRestored ? outbox.offerAgain(0) : null; after !== null; after = outbox.offerAgain(after)) {
      await pause(timers)
    }
    while (isRestored && outbox.reissueNext()) await pause(timers)
    writer.finish(taken.value, isRestored ? [] : sent.known)
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
  const taken: Taken = {
    head: null,
    received: interrupted?.received ?? 0,
    reached: null,
    skipped: [],
    isEnded: false,
    problem: null,
  }
  let toldMs = clock.monotonicMs()

  const onHead = (head: Head): string | null => {
    const { epoch, position: n, digest, done, total, serverTime } = head
    const continues = interrupted?.position ?? { epoch, n }
    if (continues.epoch !== epoch || continues.n !== n || done !== taken.received) return 'another one than before'
    taken.head = { position: { epoch, n, digest }, total }
    clockWatch.note(serverTime, sentMs)
    return null
  }

  for (;;) {
    const bytes = await nextBytes(reader, timers, silenceMs)
    if (!bytes.ok) return refused({ kind: 'unreachable', detail: bytes.problem.kind })
    if (bytes.value === null) break
    const lines = cut(bytes.value)
    if (!lines.ok) return refused(notUnderstood(lines.problem.kind))
    const take = (piece: Iterable<string>): boolean => {
      taken.reached = null
      taken.skipped = []
      writer.add(changesIn(piece, taken, onHead), taken)
      if (clock.monotonicMs() - toldMs >= tellEveryMs) {
        toldMs = clock.monotonicMs()
        onProgress(taken.received, taken.head?.total ?? null)
      }
      return taken.problem === null
    }
    const isDone = await chunker.each(lines.value, take, bulk.room)
    if (taken.problem !== null) return refused(notUnderstood(taken.problem))
    if (!isDone) return refused({ kind: 'stopped' })
  }
  if (taken.head === null || !taken.isEnded) return refused({ kind: 'unreachable', detail: 'the snapshot broke off' })
  onProgress(taken.received, taken.head.total)
  return ok(taken.head.position)
}

type OnHead = (head: Head) => string | null

/** The changes of these lines, as far as nothing is wrong with one. */
function* changesIn(lines: Iterable<string>, taken: Taken, onHead: OnHead): Generator<Change> {
  for (const line of lines) {
    const change = takeLine(taken, line, onHead)
    if (!change.ok) {
      taken.problem = change.problem
      return
    }
    if (change.value !== null) yield change.value
  }
}

const isRow = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'row'

/** Takes one line in; null if it is none of a change. */
function takeLine(taken: Taken, line: string, onHead: OnHead): Result<Change | null, string> {
  const json = jsonOf(line)
  if (!json.ok) return refused('a line is not JSON')
  if (taken.isEnded) return refused('a line after its end')
  if (!isRow(json.value)) {
    const problem = takeOther(taken, json.value, onHead)
    return problem === null ? ok(null) : refused(problem)
  }
  if (taken.head === null) return refused('no head')
  const row = checkedChange(json.value)
  if (!row.ok) return row
  taken.received += 1
  if (row.value.kind === 'known') return ok(row.value.change)
  taken.skipped.push({ n: taken.head.position.n, entity: row.value.entity })
  return ok(null)
}

/** Head, mark or end; answers what is wrong with it. */
function takeOther(taken: Taken, value: unknown, onHead: OnHead): string | null {
  const other = otherLine.safeParse(value)
  if (!other.success) return 'an unknown line'
  if (other.data.kind === 'head') return taken.head === null ? onHead(other.data) : 'two heads'
  if (taken.head === null) return 'no head'
  if (other.data.kind === 'mark') {
    if (other.data.done !== taken.received) return 'rows are missing'
    const { resume, done: received } = other.data
    taken.reached = { ...taken.head, resume, received }
    return null
  }
  if (other.data.total !== taken.received) return 'rows are missing'
  taken.isEnded = true
  return null
}
