// Snapshots of all that central has, in chunks: how one begins, goes on after a cut, and ends with the removal of what it did not bring.

import type { Change } from '../../../../shared/api/entities'
import { keyOfBody } from '../../../../shared/api/key-of-body'
import type { Touched } from '../../../../shared/model/touched'
import type { SnapshotProgress, SnapshotWriter } from '../contract/feed'
import type { Database } from '../database'
import type { FeedPositions } from './feed-position'
import { inTurn, type Step, sweepCanes, sweepLarge, sweepSmall } from './generations'
import { applyChange, flush, type MirrorRows } from './rows'
import type { RowsAside } from './rows-aside'
import type { SnapshotProgresses } from './snapshot-progress'
import { takeAll } from './taking'

/** What a whole snapshot may have changed. */
export const everything: readonly Touched[] = [
  'procedures',
  'places',
  'devices',
  'people',
  'containers',
  'outbox',
  'attention',
]

export interface SnapshotNeeds {
  readonly db: Database
  readonly rows: MirrorRows
  readonly feed: FeedPositions
  readonly aside: RowsAside
  readonly progress: SnapshotProgresses
}

export interface Snapshots {
  begin(): SnapshotWriter
  interrupted(): SnapshotProgress | null
  resume(): SnapshotWriter
}

export function snapshotsIn(needs: SnapshotNeeds): Snapshots {
  const { db, feed, progress } = needs

  const nextGeneration = (): number =>
    db.transact(() => {
      feed.forgetCursor()
      feed.forgetSkipped()
      progress.forget()
      // Each snapshot brings all readings; those of a history that central has lost must not stay between them.
      db.prepare('DELETE FROM tank_level').run()
      return feed.next()
    })

  return {
    begin: () => writerOf(needs, nextGeneration()),
    interrupted: () => (feed.cursor() === null ? progress.of(feed.generation()) : null),
    resume: () => writerOf(needs, feed.generation()),
  }
}

function writerOf(needs: SnapshotNeeds, generation: number): SnapshotWriter {
  const { db, rows, feed, progress } = needs
  const step = feed.isSwept() ? () => false : sweeperOf(db, rows, generation)
  const sweep = () =>
    db.transactRelaxed(() => {
      const more = step()
      flush(rows)
      return more
    })
  return {
    // Touches nothing: half a snapshot is nothing to show, and the screens would be drawn anew with each chunk.
    add(changes, more = {}) {
      takeAll(db, changes, {
        take: (change) => takeChange(needs, change, generation),
        settle: () => flush(rows),
        end() {
          const { reached = null, skipped = [] } = more
          if (reached !== null) progress.keep(generation, reached)
          feed.skip(skipped, reached?.position.epoch ?? '')
          for (const { entity, cannot } of skipped) {
            if (cannot !== undefined) rows.keep(entity, cannot.key, generation)
          }
        },
        refused(change, why) {
          putAside(needs, change, why, 0)
          rows.keep(change.entity, keyOfBody(change.body), generation)
        },
      })
    },
    sweep,
    finish(cursor, sent) {
      while (sweep());
      db.transact(() => {
        feed.setSwept(generation)
        feed.setCursor(cursor, sent)
        progress.forget()
        db.touch(...everything)
      })
    },
  }
}

export function takeChange({ rows, aside }: SnapshotNeeds, change: Change, generation: number): void {
  applyChange(rows, change, generation)
  aside.taken(change.entity, keyOfBody(change.body))
}

export function putAside({ aside }: SnapshotNeeds, { entity, body }: Change, why: string, n: number): void {
  aside.put({ n, entity, cannot: { key: keyOfBody(body), why } })
}

/** Removes the rows of earlier snapshots, piece by piece. */
const sweeperOf = (db: Database, rows: MirrorRows, generation: number): Step =>
  inTurn([
    sweepLarge(db, { name: 'container', key: 'id', first: -1 }, generation, rows.containers.remove),
    sweepLarge(db, { name: 'mirror_procedure', key: 'id', first: -1 }, generation, rows.procedures.remove),
    sweepLarge(db, { name: 'known_tag', key: 'tag', first: '' }, generation, rows.tags.remove),
    sweepLarge(db, { name: 'loss', key: 'id', first: '' }, generation, rows.losses.remove),
    sweepCanes(db, generation),
    ...(['tank', 'device', 'person', 'restoration', 'tag_purpose', 'facility_rules'] as const).map((name) =>
      sweepSmall(db, name, generation),
    ),
  ])
