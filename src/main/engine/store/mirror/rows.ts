// All that the mirror holds, and how a change of central's feed becomes rows of it.
import type { Change } from '../../../../shared/api/entities'
import { assertNever } from '../../../../shared/assert-never'
import type { Touched } from '../../../../shared/model/touched'
import type { Database } from '../database'
import { containersIn } from './containers'
import { placesIn } from './places'
import { proceduresIn } from './procedures'
import { devicesIn, knownTagsIn, peopleIn, tagPurposesIn } from './small-tables'

export const mirrorRowsIn = (db: Database) => ({
  procedures: proceduresIn(db),
  containers: containersIn(db),
  tags: knownTagsIn(db),
  purposes: tagPurposesIn(db),
  places: placesIn(db),
  devices: devicesIn(db),
  people: peopleIn(db),
})

export type MirrorRows = ReturnType<typeof mirrorRowsIn>

/** What the screens have to draw anew after a change. */
export const touchedBy: Readonly<Record<Change['entity'], readonly Touched[]>> = {
  procedure: ['procedures', 'places'],
  container: ['containers', 'places'],
  knownTag: ['containers'],
  freedTag: ['containers'],
  tagPurpose: [],
  tank: ['places', 'devices'],
  level: ['devices'],
  cane: ['places'],
  device: ['devices'],
  person: ['people'],
}

/** `generation`: the snapshot that the row belongs to. Call `containers.flush` at the end of each chunk. */
export function applyChange(rows: MirrorRows, change: Change, generation: number): void {
  switch (change.entity) {
    case 'procedure':
      rows.procedures.apply(change.body, generation)
      break
    case 'container':
      rows.containers.apply(change.body, generation)
      break
    case 'knownTag':
      rows.tags.apply(change.body, generation)
      break
    case 'freedTag':
      rows.tags.remove(change.body.tag)
      break
    case 'tagPurpose':
      rows.purposes.apply(change.body, generation)
      break
    case 'tank':
      rows.places.applyTank(change.body, generation)
      break
    case 'level':
      rows.places.applyLevel(change.body.storageId, change.body)
      break
    case 'cane':
      rows.places.applyCane(change.body, generation)
      break
    case 'device':
      rows.devices.apply(change.body, generation)
      break
    case 'person':
      rows.people.apply(change.body, generation)
      break
    default:
      assertNever(change)
  }
}
