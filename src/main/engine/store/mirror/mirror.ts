// Central's last known state. Changes come in chunks, each in one transaction with the position in the feed that it reaches.
import type { KnownTag } from '../../../../shared/model/container'
import { containerId } from '../../../../shared/model/ids'
import type { TagId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import type { MirrorForSync } from '../contract/feed'
import type { Mirror } from '../contract/mirror'
import type { Profile } from '../contract/profile'
import type { Database } from '../database'
import { type ContainerRow, inventoryRowOf } from './container-rows'
import { feedPositionIn } from './feed-position'
import { inventoryIn } from './inventory'
import { flush, mirrorRowsIn, touchedBy } from './rows'
import { rowsAsideIn } from './rows-aside'
import { snapshotProgressIn } from './snapshot-progress'
import { everything, putAside, type SnapshotNeeds, snapshotsIn, takeChange } from './snapshots'
import { takeAll } from './taking'

const tables =
  `mirror_procedure planned_place doubtful_place container search_key container_count canister_count known_tag tag_purpose tank tank_level cane
  device person restoration loss facility_rules snapshot_progress`.split(/\s+/)

export function mirrorIn(db: Database, profile: Pick<Profile, 'identity'>, clock: Clock): MirrorForSync {
  const aside = rowsAsideIn(db)
  const needs = {
    db,
    rows: mirrorRowsIn(db, clock),
    aside,
    feed: feedPositionIn(db, aside),
    progress: snapshotProgressIn(db),
  }
  return { ...followingIn(needs), ...readingIn(db, needs, profile) }
}

function followingIn(needs: SnapshotNeeds): Omit<MirrorForSync, keyof Mirror> {
  const { db, rows, feed, progress, aside } = needs
  const snapshots = snapshotsIn(needs)
  return {
    apply(changes, cursor, skipped = [], sent = []) {
      takeAll(db, changes, {
        take(change) {
          takeChange(needs, change, feed.generation())
          const { entity, body } = change
          if (entity === 'procedure') db.touchProcedure(body.id, ...touchedBy.procedure)
          else db.touch(...touchedBy[entity])
        },
        settle: () => flush(rows),
        end() {
          feed.skip(skipped, cursor.epoch)
          feed.setCursor(cursor, sent)
        },
        refused: (change, why) => putAside(needs, change, why, cursor.n),
      })
    },
    cursor: feed.cursor,
    beginSnapshot: snapshots.begin,
    interruptedSnapshot: snapshots.interrupted,
    resumeSnapshot: snapshots.resume,
    skippedEntities: feed.skippedEntities,
    ranBy: (program) => db.transact(() => aside.ranBy(program)),
    lastEpoch: feed.lastEpoch,
    history: feed.history,
    replaced: feed.replaced,
    changedSince: rows.procedures.changedSince,
    recordRow: (row, sent) => db.transactRelaxed(() => feed.recordRow(row, sent)),
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
        rows.procedures.forgetAll()
        db.touch(...everything)
      })
    },
  }
}

function readingIn(db: Database, { rows, aside }: SnapshotNeeds, profile: Pick<Profile, 'identity'>): Mirror {
  const { procedures, containers, tags, purposes, places, devices, people } = rows
  const { rules, restorations, losses, lookedAfter } = rows
  const orNull = (row: ContainerRow | null) => (row === null ? null : inventoryRowOf(row))
  return {
    aside: aside.all,
    procedure: procedures.get,
    openProcedures: procedures.open,
    endedSince: procedures.endedSince,
    refills: procedures.refills,
    withLateReports: procedures.withLateReports,
    knownTag(tag) {
      const known = tags.get(tag)
      if (known !== null) return known
      const own = containers.byTag(tag)
      return own === null ? null : ownTag(tag, own, profile)
    },
    tagPurpose: purposes.get,
    container: (id) => orNull(containers.byId(id)),
    containerByTag: (tag) => orNull(containers.byTag(tag)),
    toVerify: (limit, after = null) => containers.toVerify(limit, after).map(inventoryRowOf),
    toVerifyCount: containers.countToVerify,
    isToVerify: containers.isToVerify,
    anyToVerify: containers.anyToVerify,
    inventory: inventoryIn(db),
    tanks: places.tanks,
    canes: places.canes,
    cane: places.cane,
    devices: devices.all,
    people: people.all,
    rules: rules.get,
    restorations: restorations.all,
    losses: losses.all,
    loss: losses.get,
    lossCount: losses.count,
    lossesToClose: losses.toClose,
    lossToCloseCount: losses.countToClose,
    lossesOf: losses.ofContainer,
    lossCountOf: losses.countOf,
    lostWith: losses.tagged,
    lookedAfterHere: lookedAfter.waiting,
  }
}

/** A tag of a vial of this very facility, which central does not list among the known ones. */
function ownTag(tag: TagId, row: ContainerRow, profile: Pick<Profile, 'identity'>): KnownTag | null {
  const identity = profile.identity()
  if (identity === null) return null
  return {
    tag,
    containerId: containerId(row.id),
    containerName: row.name,
    subjectCode: row.subject_code,
    facilityId: identity.facilityId,
    since: row.tagged_at ?? row.stored_at ?? '',
  }
}
