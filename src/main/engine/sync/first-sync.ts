// Takes the whole of central's state as one stream: the first sync, and after a gap or a restored central. Until its last line has come
// and the counts agree it is no snapshot: the mirror then has no cursor, and the next attempt begins anew.
import { z } from 'zod'
import type { Change } from '../../../shared/api/entities'
import type { Clock, Timers } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import type { FeedPosition, MirrorForSync, OutboxForSync, SnapshotWriter } from '../store/bench-store'
import { jsonOf, lineCutter, nextBytes } from './bodies'
import { checkedChange } from './changes'
import type { Chunker } from './chunks'
import type { CallProblem, Client, OpenStream } from './client'
import type { ClockWatch } from './clock-watch'
import { pause } from './waiting'

const otherLine = z.union([
  z.object({
    kind: z.literal('head'),
    epoch: z.string(),
    position: z.int().nonnegative(),
    total: z.int().nonnegative(),
    serverTime: z.string(),
  }),
  z.object({ kind: z.literal('end'), total: z.int().nonnegative() }),
])
const rowLine = z.looseObject({ kind: z.literal('row') })

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
  readonly onProgress: (received: number, total: number | null) => void
}

interface Taken {
  head: { readonly position: FeedPosition; readonly total: number } | null
  received: number
  isEnded: boolean
}

const notUnderstood = (detail: string): CallProblem => ({ kind: 'notUnderstood', detail })

export async function takeSnapshot(needs: FirstSyncNeeds): Promise<Result<null, CallProblem>> {
  const { client, mirror, outbox, timers, clock, onProgress } = needs
  const sentMs = clock.wallMs()
  onProgress(0, null)
  const stream = await client.stream('/snapshot', 'application/x-ndjson')
  if (!stream.ok) return stream
  try {
    const formerEpoch = mirror.lastEpoch()
    const writer = mirror.beginSnapshot()
    const taken = await readAll(needs, stream.value, writer, sentMs)
    if (!taken.ok) return taken
    while (writer.sweep()) await pause(timers)
    writer.finish(taken.value)
    if (formerEpoch !== null && formerEpoch !== taken.value.epoch) outbox.offerLostAgain()
    return ok(null)
  } finally {
    stream.value.end()
  }
}

async function readAll(
  needs: FirstSyncNeeds,
  { reader }: OpenStream,
  writer: SnapshotWriter,
  sentMs: number,
): Promise<Result<FeedPosition, CallProblem>> {
  const { timers, clock, chunker, clockWatch, onProgress } = needs
  const cut = lineCutter(longestLine)
  const taken: Taken = { head: null, received: 0, isEnded: false }
  let toldMs = clock.monotonicMs()

  for (;;) {
    const bytes = await nextBytes(reader, timers, silenceMs)
    if (!bytes.ok) return refused({ kind: 'unreachable', detail: bytes.problem.kind })
    if (bytes.value === null) break
    const lines = cut(bytes.value)
    if (!lines.ok) return refused(notUnderstood(`snapshot: ${lines.problem.kind}`))
    let problem: string | null = null
    const isDone = await chunker.each(lines.value, (piece) => {
      const changes: Change[] = []
      for (const line of piece) {
        problem = takeLine(taken, line, changes, (serverTime) => clockWatch.note(serverTime, sentMs))
        if (problem !== null) return false
      }
      writer.add(changes)
      if (clock.monotonicMs() - toldMs >= tellEveryMs) {
        toldMs = clock.monotonicMs()
        onProgress(taken.received, taken.head?.total ?? null)
      }
      return true
    })
    if (problem !== null) return refused(notUnderstood(problem))
    if (!isDone) return refused({ kind: 'stopped' })
  }
  if (taken.head === null || !taken.isEnded) return refused({ kind: 'unreachable', detail: 'the snapshot broke off' })
  onProgress(taken.received, taken.head.total)
  return ok(taken.head.position)
}

/** Takes one line in; answers what is wrong with it. */
function takeLine(
  taken: Taken,
  line: string,
  changes: Change[],
  onServerTime: (serverTime: string) => void,
): string | null {
  const json = jsonOf(line)
  if (!json.ok) return 'snapshot: a line is not JSON'
  if (taken.isEnded) return 'snapshot: a line after its end'
  if (rowLine.safeParse(json.value).success) {
    if (taken.head === null) return 'snapshot: no head'
    const row = checkedChange(json.value)
    if (!row.ok) return `snapshot: ${row.problem}`
    if (row.value.kind === 'known') changes.push(row.value.change)
    taken.received += 1
    return null
  }
  const other = otherLine.safeParse(json.value)
  if (!other.success) return 'snapshot: an unknown line'
  if (other.data.kind === 'head') {
    if (taken.head !== null) return 'snapshot: two heads'
    const { epoch, position, total, serverTime } = other.data
    taken.head = { position: { epoch, n: position }, total }
    onServerTime(serverTime)
    return null
  }
  if (other.data.total !== taken.received) return 'snapshot: rows are missing'
  taken.isEnded = true
  return null
}
