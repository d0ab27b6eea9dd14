import type { ReaderConnection, ReaderSnapshot } from '../../shared/model/reader'

/** The reader that the status bar tells of: one that has lost its way first, then one that works, then one that is away. */
const rank: Readonly<Record<ReaderConnection['kind'], number>> = {
  blocked: 0,
  reconnecting: 1,
  ready: 2,
  opening: 3,
  absent: 4,
}

/** A real reader in trouble matters more than a simulated one that works, and never the other way round. */
export function readerToShow(readers: readonly ReaderSnapshot[]): ReaderSnapshot | null {
  const ready = readers.filter((reader) => reader.connection.kind === 'ready')
  const real = ready.find((reader) => !reader.simulated)
  if (real) return real
  const sorted = [...readers].sort(
    (a, b) => Number(a.simulated) - Number(b.simulated) || rank[a.connection.kind] - rank[b.connection.kind],
  )
  const first = sorted[0] ?? null
  return first !== null && first.connection.kind === 'absent' ? (ready[0] ?? first) : first
}

/** A real one that has lost its way while another is shown that works: nothing else on the status bar would tell of it. */
export function readerInTrouble(readers: readonly ReaderSnapshot[]): ReaderSnapshot | null {
  const shown = readerToShow(readers)
  if (shown?.connection.kind !== 'ready') return null
  const isInTrouble = ({ simulated, connection: { kind } }: ReaderSnapshot) =>
    !simulated && (kind === 'blocked' || kind === 'reconnecting')
  return readers.find(isInTrouble) ?? null
}
