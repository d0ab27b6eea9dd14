// Devices, people, known tags and what tags are for: rows that are found by their key and need nothing else.
import type { KnownTag } from '../../../../shared/model/container'
import { type FacilityRules, usualRules } from '../../../../shared/model/facility-rules'
import { containerId, facilityId } from '../../../../shared/model/ids'
import type { Person } from '../../../../shared/model/person'
import type { TagId } from '../../../../shared/model/reader'
import type { Restoration } from '../../../../shared/model/restoration'
import { type PurposedTag, purposeOf, type TagPurpose } from '../../../../shared/model/tag-purpose'
import { type Database, fromJson } from '../database'

interface KnownTagRow {
  readonly tag: TagId
  readonly container_id: number
  readonly container_name: string
  readonly subject_code: string
  readonly facility_id: number
  readonly since: string
}

export function knownTagsIn(db: Database) {
  const upsert =
    db.prepare(`INSERT INTO known_tag (tag, generation, container_id, container_name, subject_code, facility_id, since)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tag) DO UPDATE SET generation = excluded.generation, container_id = excluded.container_id,
    container_name = excluded.container_name, subject_code = excluded.subject_code, facility_id = excluded.facility_id, since = excluded.since`)
  const remove = db.prepare<[string]>('DELETE FROM known_tag WHERE tag = ?')
  const select = db.prepare<[string], KnownTagRow>('SELECT * FROM known_tag WHERE tag = ?')
  return {
    apply(known: KnownTag, generation: number) {
      const { tag, containerName, subjectCode, since } = known
      upsert.run(tag, generation, known.containerId, containerName, subjectCode, known.facilityId, since)
    },
    remove: (tag: string) => void remove.run(tag),
    get(tag: TagId): KnownTag | null {
      const row = select.get(tag)
      if (row === undefined) return null
      return {
        tag: row.tag,
        containerId: containerId(row.container_id),
        containerName: row.container_name,
        subjectCode: row.subject_code,
        facilityId: facilityId(row.facility_id),
        since: row.since,
      }
    },
  }
}

export function tagPurposesIn(db: Database) {
  const upsert = db.prepare(`INSERT INTO tag_purpose (tag, generation, purpose) VALUES (?, ?, ?)
    ON CONFLICT (tag) DO UPDATE SET generation = excluded.generation, purpose = excluded.purpose`)
  const remove = db.prepare<[string]>('DELETE FROM tag_purpose WHERE tag = ?')
  const select = db.prepare<[string], string>('SELECT purpose FROM tag_purpose WHERE tag = ?').pluck()
  return {
    apply({ tag, purpose }: PurposedTag, generation: number) {
      if (purpose === 'vial') remove.run(tag)
      else upsert.run(tag, generation, purpose)
    },
    /** `vial` for a tag of which nothing is known. */
    get: (tag: TagId): TagPurpose => purposeOf(select.get(tag) ?? 'vial'),
  }
}

function keptWhole<Entity extends { readonly id: string }>(db: Database, table: 'person' | 'restoration') {
  const upsert = db.prepare(`INSERT INTO ${table} (id, generation, body) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, body = excluded.body`)
  const all = db.prepare<[], string>(`SELECT body FROM ${table} ORDER BY id`).pluck()
  return {
    apply: (entity: Entity, generation: number) => void upsert.run(entity.id, generation, JSON.stringify(entity)),
    all: (): readonly Entity[] => all.all().map((body) => fromJson<Entity>(body)),
  }
}

export function facilityRulesIn(db: Database) {
  const upsert = db.prepare(`INSERT INTO facility_rules (id, generation, body) VALUES (1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, body = excluded.body`)
  const select = db.prepare<[], string>('SELECT body FROM facility_rules').pluck()
  return {
    apply: (rules: FacilityRules, generation: number) => void upsert.run(generation, JSON.stringify(rules)),
    get(): FacilityRules {
      const body = select.get()
      return body === undefined ? usualRules : fromJson<FacilityRules>(body)
    },
  }
}

export const restorationsIn = (db: Database) => keptWhole<Restoration>(db, 'restoration')
export const peopleIn = (db: Database) => keptWhole<Person>(db, 'person')
