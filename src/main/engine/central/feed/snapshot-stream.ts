// Writes the stream of a snapshot into the mirror as it comes, in pieces that let a scan pass.
import type { Change } from '../../../../shared/api/entities'
import { assertNever } from '../../../../shared/assert-never'
import type { Clock, Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type { FeedPosition, SkippedRow, SnapshotProgress, SnapshotWriter } from '../../store/bench-store'
import type { Bulk } from '../../store/bulk'
import { lineCutter, nextBytes } from '../connection/bodies'
import type { OpenStream } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import type { Chunker } from './chunks'
import type { FeedProblem } from './page'
import { afterLine, type SnapshotState, snapshotBegun, totalOf } from './snapshot-lines'

const longestLine = 32_000_000
const silenceMs = 30_000
const progressEveryMs = 250

export interface SnapshotStreamNeeds {
  readonly clock: Clock
  readonly timers: Timers
  readonly chunker: Chunker
  readonly clockWatch: ClockWatch
  readonly onProgress: (received: number, total: number | null) => void
}

export interface SnapshotTarget {
  readonly writer: SnapshotWriter
  readonly bulk: Bulk
  readonly interrupted: SnapshotProgress | null
  /** When the request was sent, monotonic milliseconds. */
  readonly sentMs: number
}

const notUnderstood = (detail: string): FeedProblem => ({ kind: 'notUnderstood', detail: `snapshot: ${detail}` })

/** Reads to the stream's end, and answers where the feed goes on from. */
export async function writeStream(
  needs: SnapshotStreamNeeds,
  { reader }: OpenStream,
  target: SnapshotTarget,
): Promise<Result<FeedPosition, FeedProblem>> {
  const { timers, chunker, onProgress } = needs
  const cut = lineCutter(longestLine)
  const lines = lineWriter(needs, target)
  for (;;) {
    const bytes = await nextBytes(reader, timers, silenceMs)
    if (!bytes.ok) return refused({ kind: 'unreachable', detail: bytes.problem.kind })
    if (bytes.value === null) break
    const whole = cut(bytes.value)
    if (!whole.ok) return refused(notUnderstood(whole.problem.kind))
    const isDone = await chunker.each(whole.value, lines.write, target.bulk.room)
    const problem = lines.problem()
    if (problem !== null) return refused(notUnderstood(problem))
    if (!isDone) return refused({ kind: 'stopped' })
  }
  const state = lines.state()
  if (state.kind !== 'whole') return refused({ kind: 'unreachable', detail: 'the snapshot broke off' })
  onProgress(state.received, state.head.total)
  return ok(state.head.position)
}

/** Read by the store once it has gone through the changes of a piece. */
interface Piece {
  /** The last mark of the piece. */
  reached: SnapshotProgress | null
  readonly skipped: SkippedRow[]
}

function lineWriter(
  { clock, clockWatch, onProgress }: SnapshotStreamNeeds,
  { writer, interrupted, sentMs }: SnapshotTarget,
) {
  let state: SnapshotState = snapshotBegun(interrupted)
  let problem: string | null = null
  let shownMs = clock.monotonicMs()

  /** The changes of these lines, as far as nothing is wrong with one. */
  function* changesIn(lines: Iterable<string>, piece: Piece): Generator<Change> {
    for (const line of lines) {
      const step = afterLine(state, line)
      if (!step.ok) {
        problem = step.problem
        return
      }
      const { content } = step.value
      state = step.value.state
      switch (content.kind) {
        case 'head':
          clockWatch.note(content.serverTime, sentMs)
          break
        case 'row':
          yield content.change
          break
        case 'skipped':
          piece.skipped.push(content.row)
          break
        case 'mark':
          piece.reached = content.progress
          break
        case 'end':
          break
        default:
          assertNever(content)
      }
    }
  }

  return {
    state: () => state,
    problem: () => problem,
    write(lines: Iterable<string>): boolean {
      const piece: Piece = { reached: null, skipped: [] }
      writer.add(changesIn(lines, piece), piece)
      if (clock.monotonicMs() - shownMs >= progressEveryMs) {
        shownMs = clock.monotonicMs()
        onProgress(state.received, totalOf(state))
      }
      return problem === null
    },
  }
}
