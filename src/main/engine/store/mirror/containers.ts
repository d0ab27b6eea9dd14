// Sample containers as central describes them: one row each, with what is indexed of it.
import type { SampleContainer } from '../../../../shared/model/container'
import type { TagId } from '../../../../shared/model/reader'
import type { Count } from '../../../../shared/views/attention'
import type { ToVerifyAfter } from '../contract/mirror'
import type { Database } from '../database'
import { containerIndexIn, type Indexed, isSameIndexed } from './container-index'
import { type ContainerRow, rowColumns, withTank } from './container-rows'
import { doubtfulPlacesIn } from './doubtful-places'
import { counted, countedAtMost, isOpen } from './looked-after'

export interface Containers {
  apply(container: SampleContainer, generation: number): void
  remove(id: number): void
  /** Writes the gathered counts; call it at the end of each chunk. */
  flush(): void
  byId(id: number): ContainerRow | null
  byTag(tag: TagId): ContainerRow | null
  /** Those that are to be verified, and that this bench has not verified, longest first, after this one. */
  toVerify(limit: number, after: ToVerifyAfter | null): readonly ContainerRow[]
  countToVerify(): Count
  isToVerify(id: number): boolean
  anyToVerify(): boolean
}

const isUnverified = isOpen("'vial:' || container.id", 'vial.verify')

const indexedOf = ({ name, subject, tag, place }: SampleContainer): Indexed => ({
  name,
  subject_code: subject.code,
  tag,
  storage_id: place?.storageId ?? null,
  canister: place?.canister ?? null,
})

/** In the order of the columns, without the id. */
const valuesOf = (container: SampleContainer, generation: number) => [
  generation,
  container.version,
  container.name,
  container.subject.id,
  container.subject.code,
  container.tag,
  container.taggedAt,
  container.place?.storageId ?? null,
  container.place?.canister ?? null,
  container.place?.cane ?? null,
  container.place?.position ?? null,
  container.storedAt,
  container.description,
  container.verify?.since ?? null,
  container.verify?.why ?? null,
]

export function containersIn(db: Database): Containers {
  const index = containerIndexIn(db)
  const doubtful = doubtfulPlacesIn(db)
  const indexed = db.prepare<[number], Indexed>(
    'SELECT name, subject_code, tag, storage_id, canister FROM container WHERE id = ?',
  )
  const insert =
    db.prepare(`INSERT INTO container (id, generation, version, name, subject_id, subject_code, tag, tagged_at, storage_id,
    canister, cane, position, stored_at, description, verify_since, verify_why)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const update =
    db.prepare(`UPDATE container SET generation = ?, version = ?, name = ?, subject_id = ?, subject_code = ?, tag = ?,
    tagged_at = ?, storage_id = ?, canister = ?, cane = ?, position = ?, stored_at = ?, description = ?,
    verify_since = ?, verify_why = ? WHERE id = ?`)
  const remove = db.prepare<[number]>('DELETE FROM container WHERE id = ?')
  const byId = db.prepare<[number], ContainerRow>(`SELECT ${rowColumns} FROM ${withTank} WHERE container.id = ?`)
  const byTag = db.prepare<[string], ContainerRow>(
    `SELECT ${rowColumns} FROM ${withTank} WHERE tag = ? ORDER BY container.id LIMIT 1`,
  )
  const toVerify = db.prepare<[string, number, number], ContainerRow>(
    `SELECT ${rowColumns} FROM ${withTank} WHERE verify_since IS NOT NULL AND (verify_since, container.id) > (?, ?)
      AND ${isUnverified} ORDER BY verify_since, container.id LIMIT ?`,
  )
  const countToVerify = db
    .prepare<[], number>(
      `SELECT count(*) FROM (SELECT 1 FROM container INDEXED BY container_to_verify WHERE verify_since IS NOT NULL
        AND ${isUnverified} LIMIT ${countedAtMost + 1})`,
    )
    .pluck()
  const anyToVerify = db
    .prepare<[], number>(
      'SELECT 1 FROM container INDEXED BY container_to_verify WHERE verify_since IS NOT NULL LIMIT 1',
    )
    .pluck()
  const isToVerify = db
    .prepare<[number], number>(`SELECT 1 FROM container WHERE id = ? AND verify_since IS NOT NULL AND ${isUnverified}`)
    .pluck()

  return {
    apply(container, generation) {
      const { id } = container
      const values = valuesOf(container, generation)
      const now = indexedOf(container)
      const before = indexed.get(id)
      doubtful.apply(container)
      if (before === undefined) {
        insert.run(id, ...values)
        index.add(id, now)
        return
      }
      update.run(...values, id)
      if (isSameIndexed(before, now)) return
      index.remove(id, before)
      index.add(id, now)
    },
    remove(id) {
      const before = indexed.get(id)
      if (before === undefined) return
      remove.run(id)
      doubtful.remove(id)
      index.remove(id, before)
    },
    flush: index.flush,
    byId: (id) => byId.get(id) ?? null,
    byTag: (tag) => byTag.get(tag) ?? null,
    toVerify: (limit, after) => toVerify.all(after?.since ?? '', after?.id ?? -1, limit),
    countToVerify: () => counted(countToVerify.get()),
    anyToVerify: () => anyToVerify.get() !== undefined,
    isToVerify: (id) => isToVerify.get(id) !== undefined,
  }
}
