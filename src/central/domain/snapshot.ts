// Everything a bench mirrors, at one position of its facility's feed, in pieces that fit into memory.

import { settingsEpoch } from '../store/epoch'
import { type FeedChange, feedEnds } from '../store/feed'
import { facilityScope, peopleOf } from '../store/organizations'
import { snapshotCount, snapshotPages } from '../store/snapshot-pages'
import { type Central, timeOf } from './central'

export type SnapshotLine =
  | {
      readonly kind: 'head'
      readonly epoch: string
      readonly position: number
      readonly total: number
      readonly serverTime: string
    }
  | ({ readonly kind: 'row' } & FeedChange)
  | { readonly kind: 'end'; readonly total: number }

/** Lines in chunks; the reader's connection is given back however the stream ends. */
export async function* snapshotLines(central: Central, facility: number): AsyncGenerator<readonly SnapshotLine[]> {
  const reader = await central.store.openReader()
  try {
    const { organization } = await facilityScope(reader.db, facility)
    const people = await peopleOf(reader.db, facility)
    const total = people.length + (await snapshotCount(reader.db, facility, organization.id))
    const { head } = await feedEnds(reader.db, facility)
    const epoch = await settingsEpoch(reader.db)
    yield [{ kind: 'head', epoch, position: head, total, serverTime: timeOf(central.clock) }]
    yield people.map((body) => ({ kind: 'row', entity: 'person', body }) as const)
    for await (const page of snapshotPages(reader.db, facility, organization.id)) {
      yield page.map((change) => ({ kind: 'row', ...change }) as const)
    }
    yield [{ kind: 'end', total }]
  } finally {
    await reader.close()
  }
}
