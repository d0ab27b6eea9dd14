// Journals each read before anybody concludes anything from it, and remembers which one a field event came from.
import type { ReaderId } from '../../../../shared/model/reader'
import type { RawRead } from '../../store/contract/records'
import type { Store } from '../../store/contract/store'

export interface Reads {
  /** Durable when it returns; throws what the disk throws. */
  append(reader: ReaderId, read: RawRead): void
  /** The last readable read of this reader. */
  latest(reader: ReaderId): number | null
  /**
   * Part of the caller's transaction. The first conclusion stands: a tag that waited for its place was read once, and the
   * tagging event names that read when the place is there.
   */
  conclude(reader: ReaderId, conclusion: string): void
}

export function journaledReads({ journal, transact }: Pick<Store, 'journal' | 'transact'>): Reads {
  const latest = new Map<ReaderId, number>()
  const readable = new Map<ReaderId, number>()
  const open = new Set<number>()
  // A run that died between reading and concluding: the read happened, nothing followed from it, and that is what is kept.
  const lost = journal.unconcluded()
  transact(() => {
    for (const read of lost) journal.conclude(read.id, 'interrupted')
  })
  return {
    append(reader, read) {
      const id = journal.append(read)
      latest.set(reader, id)
      if (read.malformed === null) readable.set(reader, id)
      open.add(id)
    },
    latest: (reader) => readable.get(reader) ?? null,
    conclude(reader, conclusion) {
      const id = latest.get(reader)
      if (id !== undefined && open.delete(id)) journal.conclude(id, conclusion)
    },
  }
}
