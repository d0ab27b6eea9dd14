// The last changes of readers' connections: what a service technician asks first about a reader that "sometimes" goes away. In memory.

import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { ReaderMove } from '../../../shared/views/health'

const most = 100

/** `moves` with what has changed from `before` to `after`; a reader that is no longer listed has gone. Pure. */
export function movesAfter(
  moves: readonly ReaderMove[],
  before: readonly ReaderSnapshot[],
  after: readonly ReaderSnapshot[],
  atMs: number,
): readonly ReaderMove[] {
  const kindIn = (list: readonly ReaderSnapshot[], id: string) =>
    list.find((reader) => reader.id === id)?.connection.kind ?? 'absent'
  const ids = new Set([...before, ...after].map(({ id }) => id))
  const news = [...ids]
    .filter((id) => kindIn(before, id) !== kindIn(after, id))
    .map((id): ReaderMove => ({ atMs, id, connection: kindIn(after, id) }))
  return [...moves, ...news].slice(-most)
}
