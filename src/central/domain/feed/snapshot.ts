// Everything a bench mirrors, at one position of its facility's feed, in pieces that fit into memory. An interrupted snapshot continues at
// its last mark: its rows are then newer than its position, and the feed from that position on brings what changed before them.
import type { SnapshotFrame } from '../../../shared/api/bench'
import { ok, type Result, refused } from '../../../shared/result'
import { settingsEpoch } from '../../store/epoch'
import { type FeedChange, feedDigest, feedEnds } from '../../store/feed'
import { facilityScope } from '../../store/organizations'
import { isClockId, isRowId } from '../../store/row-id'
import {
  type SnapshotMark,
  type SnapshotPart,
  snapshotCount,
  snapshotPages,
  snapshotParts,
} from '../../store/snapshot-pages'
import type { Reader } from '../../store/store'
import { type Central, timeOf } from '../central'
import { type FeedPosition, type HistoryProblem, sameHistory } from './history'

export type SnapshotLine = Readonly<SnapshotFrame> | ({ readonly kind: 'row' } & FeedChange)

export interface SnapshotResume {
  readonly position: FeedPosition
  readonly done: number
  readonly mark: SnapshotMark
}

const isPart = (text: string | undefined): text is SnapshotPart => snapshotParts.some((part) => part === text)

/** Whether the database can compare with it. */
function isKeyOf(part: SnapshotPart, key: string): boolean {
  if (part === 'knownTags' || key === '') return true
  return /^\d+$/.test(key) && (part === 'containers' || part === 'procedures' ? isClockId : isRowId)(Number(key))
}

/** `<epoch>:<position>:<done>:<part>:<key>[:<digest>]`, as a mark line gave it; undefined for any other text. */
export function snapshotResume(text: string): SnapshotResume | undefined {
  const [, epoch, n, done, part, key, digest] =
    /^([\w-]{1,64}):(\d{1,15}):(\d{1,15}):([a-zA-Z]{1,20}):([0-9A-Fa-f]{0,64})(?::([0-9a-f]{16}))?$/.exec(text) ?? []
  if (epoch === undefined || key === undefined || !isPart(part)) return undefined
  if (!isKeyOf(part, key)) return undefined
  return { position: { epoch, n: Number(n), digest }, done: Number(done), mark: { part, key } }
}

/**
 * Lines in chunks; the reader's connection is released however the stream ends. A mark of another history, or from before the feed's kept
 * rows, can't be resumed: the snapshot has to begin again. `isWanted` is asked once there is a reader: the bench may have gone while
 * waiting for one, and counting rows for nobody keeps the next bench waiting.
 */
export async function snapshotLines(
  central: Central,
  facility: number,
  resume: SnapshotResume | null,
  isWanted: () => boolean,
): Promise<Result<AsyncGenerator<readonly SnapshotLine[]>, HistoryProblem>> {
  if (resume !== null) {
    const { position } = resume
    const ends = await sameHistory(central, facility, { epoch: position.epoch, rows: [position] })
    if (!ends.ok) return ends
    const { head, tail } = ends.value
    if (position.n < tail) return refused({ kind: 'otherEpoch', epoch: position.epoch, head })
  }
  return ok(linesFrom(central, facility, resume, isWanted))
}

/** The reader is opened with the first line: a stream that is never read would never release it. */
async function* linesFrom(
  central: Central,
  facility: number,
  resume: SnapshotResume | null,
  isWanted: () => boolean,
): AsyncGenerator<readonly SnapshotLine[]> {
  const reader = await central.store.openReader()
  try {
    if (!isWanted()) return
    const scope = { facility, organization: (await facilityScope(reader.db, facility)).organization.id }
    const { position, mark, ...from } = resume ?? (await beginning(reader, facility))
    const { epoch, n, digest } = position
    const ending = digest === undefined ? '' : `:${digest}`
    let { done } = from
    const total = Math.max(done, await snapshotCount(reader.db, scope))
    yield [{ kind: 'head', epoch, position: n, digest, done, total, serverTime: timeOf(central.clock) }]
    for await (const { changes, reached } of snapshotPages(reader.db, scope, mark)) {
      done += changes.length
      const lines: SnapshotLine[] = changes.map((change) => ({ kind: 'row', ...change }) as const)
      if (reached !== null) {
        lines.push({ kind: 'mark', resume: `${epoch}:${n}:${done}:${reached.part}:${reached.key}${ending}`, done })
      }
      yield lines
    }
    yield [{ kind: 'end', total: done }]
  } finally {
    await reader.close()
  }
}

async function beginning({ db }: Reader, facility: number): Promise<SnapshotResume> {
  const { head } = await feedEnds(db, facility)
  const position = { epoch: await settingsEpoch(db), n: head, digest: await feedDigest(db, facility, head) }
  return { position, done: 0, mark: { part: 'start', key: '' } }
}
