// Tanks with their levels, canes with what is on them.

import { storageId } from '../../../../shared/model/ids'
import type { Cane, CaneRef, LevelReading, Tank } from '../../../../shared/model/place'
import type { CaneView, TankView } from '../../../../shared/views/storage'
import { type Database, fromJson } from '../database'

interface CaneRow {
  readonly storage_id: number
  readonly canister: string
  readonly cane: string
  readonly capacity: number
  readonly tank_name: string | null
  /** JSON arrays of positions. */
  readonly stored: string
  readonly planned: string
}

export interface Places {
  applyTank(tank: Tank, generation: number): void
  applyLevel(tank: number, level: LevelReading): void
  applyCane(cane: Cane, generation: number): void
  tanks(levelsSinceIso: string): readonly TankView[]
  canes(tank: number): readonly CaneView[]
  cane(cane: CaneRef): CaneView | null
}

const columns = `cane.storage_id, cane.canister, cane.cane, cane.capacity, tank.name AS tank_name,
  (SELECT json_group_array(position) FROM container AS vial
    WHERE vial.storage_id = cane.storage_id AND vial.canister = cane.canister AND vial.cane = cane.cane) AS stored,
  (SELECT json_group_array(position) FROM (
    SELECT position FROM planned_place AS plan JOIN mirror_procedure AS planner ON planner.id = plan.procedure_id AND planner.open = 1
      WHERE plan.storage_id = cane.storage_id AND plan.canister = cane.canister AND plan.cane = cane.cane
    UNION ALL SELECT position FROM doubtful_place AS doubt
      WHERE doubt.storage_id = cane.storage_id AND doubt.canister = cane.canister AND doubt.cane = cane.cane)) AS planned`
const withTank = 'cane LEFT JOIN tank ON tank.id = cane.storage_id'

export function placesIn(db: Database): Places {
  const upsertTank = db.prepare(`INSERT INTO tank (id, generation, name, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, name = excluded.name, body = excluded.body`)
  const upsertLevel = db.prepare(`INSERT INTO tank_level (storage_id, at, percent) VALUES (?, ?, ?)
    ON CONFLICT (storage_id, at) DO UPDATE SET percent = excluded.percent`)
  const upsertCane =
    db.prepare(`INSERT INTO cane (storage_id, canister, cane, generation, capacity) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (storage_id, canister, cane) DO UPDATE SET generation = excluded.generation, capacity = excluded.capacity`)
  const seen = db.prepare<
    [string]
  >(`UPDATE outbox INDEXED BY outbox_unsettled SET in_mirror = 1 WHERE procedure_id IS NULL AND
    in_mirror = 0 AND state IN ('queued', 'sending', 'accepted') AND aggregate = ?`)
  const tanks = db.prepare<[], { body: string }>('SELECT body FROM tank ORDER BY name, id')
  const occupied = db
    .prepare<[number], number>('SELECT ifnull(sum(n), 0) FROM canister_count WHERE storage_id = ?')
    .pluck()
  const levels = db.prepare<[number, string], LevelReading>(
    'SELECT at, percent FROM tank_level WHERE storage_id = ? AND at >= ? ORDER BY at',
  )
  const lastLevel = db.prepare<[number], LevelReading>(
    'SELECT at, percent FROM tank_level WHERE storage_id = ? ORDER BY at DESC LIMIT 1',
  )
  const canes = db.prepare<[number], CaneRow>(
    `SELECT ${columns} FROM ${withTank} WHERE cane.storage_id = ? ORDER BY cane.canister, cane.cane`,
  )
  const cane = db.prepare<[number, string, string], CaneRow>(
    `SELECT ${columns} FROM ${withTank} WHERE cane.storage_id = ? AND cane.canister = ? AND cane.cane = ?`,
  )

  const withLevel = (tank: Tank): Tank => {
    const level = lastLevel.get(tank.id)
    return level !== undefined && (tank.level === null || level.at > tank.level.at) ? { ...tank, level } : tank
  }

  return {
    applyTank(tank, generation) {
      upsertTank.run(tank.id, generation, tank.name, JSON.stringify(tank))
      if (tank.level !== null) upsertLevel.run(tank.id, tank.level.at, tank.level.percent)
    },
    applyLevel: (tank, { at, percent }) => void upsertLevel.run(tank, at, percent),
    applyCane(added, generation) {
      upsertCane.run(added.storageId, added.canister, added.cane, generation, added.capacity)
      seen.run(`cane:${added.storageId}/${added.canister}/${added.cane}`)
    },
    tanks: (levelsSinceIso) =>
      tanks
        .all()
        .map(({ body }) => withLevel(fromJson<Tank>(body)))
        .map((tank) => ({
          tank,
          occupied: occupied.get(tank.id) ?? 0,
          levels: levels.all(tank.id, levelsSinceIso),
        })),
    canes: (tank) => canes.all(tank).map(caneViewOf),
    cane(ref) {
      const row = cane.get(ref.storageId, ref.canister, ref.cane)
      return row === undefined ? null : caneViewOf(row)
    },
  }
}

function caneViewOf(row: CaneRow): CaneView {
  const stored = new Set(fromJson<readonly number[]>(row.stored))
  const planned = new Set(fromJson<readonly number[]>(row.planned))
  const positions = Array.from({ length: row.capacity }, (_, index) =>
    stored.has(index + 1) ? 'stored' : planned.has(index + 1) ? 'planned' : 'free',
  )
  return {
    storageId: storageId(row.storage_id),
    canister: row.canister,
    cane: row.cane,
    capacity: row.capacity,
    tankName: row.tank_name ?? '',
    positions,
    free: positions.filter((position) => position === 'free').length,
  }
}
