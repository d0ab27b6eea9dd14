// All that the mirror holds, and how a change of central's feed becomes rows of it.
import type { Change } from '../../../../shared/api/entities'
import { assertNever } from '../../../../shared/assert-never'
import type { Touched } from '../../../../shared/model/touched'
import type { Clock } from '../../../../shared/ports'
import type { Database } from '../database'
import { containersIn } from './containers'
import { devicesIn } from './devices'
import { lookedAfterIn } from './looked-after'
import { lossesIn } from './losses'
import { placesIn } from './places'
import { proceduresIn } from './procedures'
import { facilityRulesIn, knownTagsIn, peopleIn, restorationsIn, tagPurposesIn } from './small-tables'

export const mirrorRowsIn = (db: Database, clock: Clock) => ({
  procedures: proceduresIn(db),
  containers: containersIn(db),
  tags: knownTagsIn(db),
  purposes: tagPurposesIn(db),
  places: placesIn(db, clock),
  devices: devicesIn(db, clock),
  people: peopleIn(db),
  rules: facilityRulesIn(db),
  restorations: restorationsIn(db),
  losses: lossesIn(db),
  keep: keepIn(db),
  lookedAfter: lookedAfterIn(db),
})

export type MirrorRows = ReturnType<typeof mirrorRowsIn>

/** What the screens have to draw anew after a change. */
export const touchedBy: Readonly<Record<Change['entity'], readonly Touched[]>> = {
  procedure: ['procedures', 'places'],
  container: ['containers', 'places', 'attention'],
  knownTag: ['containers'],
  freedTag: ['containers'],
  tagPurpose: [],
  tank: ['places', 'devices'],
  level: ['devices'],
  cane: ['places'],
  device: ['devices'],
  person: ['people'],
  // What is made here and waits for central is foreseen by it.
  facilityRules: ['people', 'procedures'],
  restoration: ['attention'],
  loss: ['attention', 'places'],
}

/** At the end of each chunk of changes. */
export function flush({ containers, lookedAfter }: MirrorRows): void {
  containers.flush()
  lookedAfter.flush()
}

/** `generation`: the snapshot that the row belongs to. Call `flush` at the end of each chunk. */
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
    case 'facilityRules':
      rows.rules.apply(change.body, generation)
      break
    case 'restoration':
      rows.restorations.apply(change.body, generation)
      break
    case 'loss':
      rows.losses.apply(change.body, generation)
      break
    default:
      assertNever(change)
  }
}

/** Where the rows of an entity are, by the columns of its key. */
const tablesOf: Readonly<Partial<Record<Change['entity'], readonly [table: string, key: string]>>> = {
  procedure: ['mirror_procedure', 'id'],
  container: ['container', 'id'],
  knownTag: ['known_tag', 'tag'],
  tagPurpose: ['tag_purpose', 'tag'],
  tank: ['tank', 'id'],
  cane: ['cane', `storage_id || '/' || canister || '/' || cane`],
  device: ['device', 'id'],
  person: ['person', 'id'],
  restoration: ['restoration', 'id'],
  loss: ['loss', 'id'],
  // One row, which nothing names.
  facilityRules: ['facility_rules', `''`],
}

const isEntity = (name: string): name is Change['entity'] => Object.hasOwn(touchedBy, name)

/** What a snapshot brings and this program can't take stays as it is: central has it, if in another form, and it is not to be swept away. */
function keepIn(db: Database) {
  return (entity: string, key: string, generation: number): void => {
    const where = isEntity(entity) ? tablesOf[entity] : undefined
    if (where === undefined) return
    const [table, column] = where
    db.prepare<[number, string]>(`UPDATE ${table} SET generation = ? WHERE ${column} = ?`).run(generation, key)
  }
}
