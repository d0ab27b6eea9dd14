// Central's last known state. Changes come in chunks, each in one transaction with the position in the feed that it reaches.
import type { Change } from '../../../../shared/api/entities'
import { assertNever } from '../../../../shared/assert-never'
import type { KnownTag } from '../../../../shared/model/container'
import { containerId } from '../../../../shared/model/ids'
import type { TagId } from '../../../../shared/model/reader'
import type { Touched } from '../../../../shared/model/touched'
import type { MirrorForSync, SnapshotWriter } from '../bench-store'
import type { Profile } from '../contract'
import type { Database } from '../database'
import { type ContainerRow, containersIn, inventoryRowOf } from './containers'
import { feedPositionIn } from './feed-position'
import { inTurn, sweepCanes, sweepLarge, sweepSmall } from './generations'
import { inventoryIn } from './inventory'
import { placesIn } from './places'
import { proceduresIn } from './procedures'
import { devicesIn, knownTagsIn, peopleIn } from './small-tables'
import { snapshotProgressIn } from './snapshot-progress'

const touches: Readonly<Record<Change['entity'], readonly Touched[]>> = {
  procedure: ['procedures', 'places'],
  container: ['containers', 'places'],
  knownTag: ['containers'],
  freedTag: ['containers'],
  tank: ['places', 'devices'],
  level: ['devices'],
  cane: ['places'],
  device: ['devices'],
  person: ['people'],
}
const everything: readonly Touched[] = ['procedures', 'places', 'devices', 'people', 'containers', 'outbox']

const tables =
  `mirror_procedure planned_place container search_key container_count canister_count known_tag tank tank_level cane
  device person snapshot_progress`.split(/\s+/)

export function mirrorIn(db: Database, profile: Profile): MirrorForSync {
  const feed = feedPositionIn(db)
  const progress = snapshotProgressIn(db)
  const procedures = proceduresIn(db)
  const containers = containersIn(db)
  const tags = knownTagsIn(db)
  const places = placesIn(db)
  const devices = devicesIn(db)
  const people = peopleIn(db)

  const put = (change: Change, generation: number): void => {
    switch (change.entity) {
      case 'procedure':
        procedures.apply(change.body, generation)
        break
      case 'container':
        containers.apply(change.body, generation)
        break
      case 'knownTag':
        tags.apply(change.body, generation)
        break
      case 'freedTag':
        tags.remove(change.body.tag)
        break
      case 'tank':
        places.applyTank(change.body, generation)
        break
      case 'level':
        places.applyLevel(change.body.storageId, change.body)
        break
      case 'cane':
        places.applyCane(change.body, generation)
        break
      case 'device':
        devices.apply(change.body, generation)
        break
      case 'person':
        people.apply(change.body, generation)
        break
      default:
        assertNever(change)
    }
  }
  const putAll = (changes: Iterable<Change>, generation: number, told: (change: Change) => void = () => {}) => {
    for (const change of changes) {
      put(change, generation)
      told(change)
    }
    containers.flush()
  }

  const sweeperOf = (generation: number) =>
    inTurn([
      sweepLarge(db, { name: 'container', key: 'id', first: -1 }, generation, (id) => containers.remove(id)),
      sweepLarge(db, { name: 'mirror_procedure', key: 'id', first: -1 }, generation, (id) => procedures.remove(id)),
      sweepLarge(db, { name: 'known_tag', key: 'tag', first: '' }, generation, (tag) => tags.remove(tag)),
      sweepCanes(db, generation),
      ...(['tank', 'device', 'person'] as const).map((name) => sweepSmall(db, name, generation)),
    ])

  const begun = (): number =>
    db.transact(() => {
      feed.forgetCursor()
      feed.forgetSkipped()
      progress.forget()
      // Each snapshot brings all readings; those of a history that central has lost must not stay between them.
      db.prepare('DELETE FROM tank_level').run()
      return feed.next()
    })

  const snapshot = (generation: number): SnapshotWriter => {
    const step = feed.isSwept() ? () => false : sweeperOf(generation)
    const sweep = () =>
      db.transactRelaxed(() => {
        const more = step()
        containers.flush()
        return more
      })
    return {
      // Nobody is told: half a snapshot is nothing to show, and the screens would be drawn anew with each chunk.
      add(changes, more = {}) {
        db.transactRelaxed(() => {
          putAll(changes, generation)
          const { reached = null, skipped = [] } = more
          if (reached !== null) progress.keep(generation, reached)
          feed.skip(skipped, reached?.position.epoch ?? '')
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

  const ownTag = (tag: TagId, row: ContainerRow): KnownTag | null => {
    const identity = profile.identity()
    if (identity === null) return null
    const { id, name, subject_code, tagged_at, stored_at } = row
    const since = tagged_at ?? stored_at ?? ''
    return {
      tag,
      containerId: containerId(id),
      containerName: name,
      subjectCode: subject_code,
      facilityId: identity.facilityId,
      since,
    }
  }

  return {
    apply(changes, cursor, skipped = [], sent = []) {
      db.transactRelaxed(() => {
        putAll(changes, feed.generation(), ({ entity, body }) => {
          if (entity === 'procedure') db.touchProcedure(body.id, ...touches.procedure)
          else db.touch(...touches[entity])
        })
        feed.skip(skipped, cursor.epoch)
        feed.setCursor(cursor, sent)
      })
    },
    cursor: feed.cursor,
    beginSnapshot: () => snapshot(begun()),
    interruptedSnapshot: () => (feed.cursor() === null ? progress.of(feed.generation()) : null),
    resumeSnapshot: () => snapshot(feed.generation()),
    skippedEntities: feed.skippedEntities,
    lastEpoch: feed.lastEpoch,
    history: feed.history,
    heardOf: (row, sent) => db.transactRelaxed(() => feed.heardOf(row, sent)),
    forgetCursor() {
      db.transact(() => {
        feed.forgetCursor()
        progress.forget()
      })
    },
    forgetHistory() {
      db.transact(() => {
        feed.forgetHistory()
        progress.forget()
      })
    },
    clear() {
      db.transact(() => {
        for (const table of tables) db.prepare(`DELETE FROM ${table}`).run()
        feed.reset()
        procedures.forget()
        db.touch(...everything)
      })
    },
    procedure: procedures.get,
    openProcedures: procedures.open,
    endedSince: procedures.endedSince,
    refills: procedures.refills,
    knownTag(tag) {
      const known = tags.get(tag)
      if (known !== null) return known
      const own = containers.byTag(tag)
      return own === null ? null : ownTag(tag, own)
    },
    container(id) {
      const row = containers.byId(id)
      return row === null ? null : inventoryRowOf(row)
    },
    containerByTag(tag) {
      const row = containers.byTag(tag)
      return row === null ? null : inventoryRowOf(row)
    },
    inventory: inventoryIn(db),
    tanks: places.tanks,
    canes: places.canes,
    cane: places.cane,
    devices: devices.all,
    people: people.all,
  }
}
