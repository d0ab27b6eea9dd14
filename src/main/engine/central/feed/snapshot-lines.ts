// What the lines of a snapshot mean, one after the other. A snapshot is whole only when its last line has come and the counts agree.
import { type SnapshotFrame, snapshotFrame } from '../../../../shared/api/bench'
import type { Change } from '../../../../shared/api/entities'
import { assertNever } from '../../../../shared/assert-never'
import { ok, type Result, refused } from '../../../../shared/result'
import type { FeedPosition, SkippedRow, SnapshotProgress } from '../../store/contract/feed'
import { jsonOf } from '../connection/bodies'
import { checkedChange, skippedRow } from './changes'

interface Head {
  readonly position: FeedPosition
  /** As far as central could say at the beginning. */
  readonly total: number
}

/** `received` counts the rows, those before an interruption too. */
export type SnapshotState =
  /** `from`: where an interrupted snapshot stands; null for a new one. */
  | { readonly kind: 'begun'; readonly received: number; readonly from: FeedPosition | null }
  | { readonly kind: 'underWay'; readonly received: number; readonly head: Head }
  | { readonly kind: 'whole'; readonly received: number; readonly head: Head }

export type SnapshotContent =
  | { readonly kind: 'head'; readonly serverTime: string }
  | { readonly kind: 'row'; readonly change: Change }
  /** A row about an entity that this program doesn't support, or that it can't read. */
  | { readonly kind: 'skipped'; readonly row: SkippedRow }
  | { readonly kind: 'mark'; readonly progress: SnapshotProgress }
  | { readonly kind: 'end' }

export interface SnapshotStep {
  readonly state: SnapshotState
  readonly content: SnapshotContent
}

export const snapshotBegun = (interrupted: SnapshotProgress | null): SnapshotState => ({
  kind: 'begun',
  received: interrupted?.received ?? 0,
  from: interrupted?.position ?? null,
})

/** Null before the head. */
export const totalOf = (state: SnapshotState): number | null => (state.kind === 'begun' ? null : state.head.total)

/** Refused with what is wrong with the line: then nothing before it counts as a snapshot either. */
export function afterLine(state: SnapshotState, line: string): Result<SnapshotStep, string> {
  const json = jsonOf(line)
  if (!json.ok) return refused('a line is not JSON')
  if (state.kind === 'whole') return refused('a line after its end')
  if (isRow(json.value)) return afterRow(state, json.value)
  const frame = snapshotFrame.safeParse(json.value)
  return frame.success ? afterFrame(state, frame.data) : refused('an unknown line')
}

type Unfinished = Exclude<SnapshotState, { kind: 'whole' }>

const isRow = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'row'

function afterRow(state: Unfinished, value: unknown): Result<SnapshotStep, string> {
  if (state.kind === 'begun') return refused('no head')
  const row = checkedChange(value)
  if (!row.ok) return row
  const after = { ...state, received: state.received + 1 }
  return row.value.kind === 'supported'
    ? ok({ state: after, content: { kind: 'row', change: row.value.change } })
    : ok({ state: after, content: { kind: 'skipped', row: skippedRow(state.head.position.n, row.value) } })
}

function afterFrame(state: Unfinished, frame: SnapshotFrame): Result<SnapshotStep, string> {
  if (frame.kind === 'head') return state.kind === 'begun' ? afterHead(state, frame) : refused('two heads')
  if (state.kind === 'begun') return refused('no head')
  const { received, head } = state
  switch (frame.kind) {
    case 'mark': {
      if (frame.done !== received) return refused('rows are missing')
      return ok({ state, content: { kind: 'mark', progress: { ...head, resume: frame.resume, received } } })
    }
    case 'end':
      if (frame.total !== received) return refused('rows are missing')
      return ok({ state: { kind: 'whole', received, head }, content: { kind: 'end' } })
    default:
      return assertNever(frame)
  }
}

function afterHead(
  { from, received }: Extract<SnapshotState, { kind: 'begun' }>,
  { epoch, position: n, digest, done, total, serverTime }: Extract<SnapshotFrame, { kind: 'head' }>,
): Result<SnapshotStep, string> {
  const isOther = from !== null && (from.epoch !== epoch || from.n !== n)
  if (isOther || done !== received) return refused('another one than before')
  return ok({
    state: { kind: 'underWay', received, head: { position: { epoch, n, digest, at: serverTime }, total } },
    content: { kind: 'head', serverTime },
  })
}
