// Tanks with their levels, canes with what is on them.

import { storageId } from '../../../../shared/model/ids'
import { bandAfter, type LevelBand } from '../../../../shared/model/level'
import type { Cane, CaneRef, LevelReading, Tank } from '../../../../shared/model/place'
import type { Clock } from '../../../../shared/ports'
import type { CaneView, TankView } from '../../../../shared/views/storage'
import { type Database, fromJson } from '../database'
import { isNoOlder } from './told-last'

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

interface TankRow {
  readonly body: string
  readonly band: LevelBand | null
  readonly heard_ms: number | null
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
      WHERE doubt.storage_id = cane.storage_id AND doubt.canister = cane.canister AND doubt.cane = cane.cane
    UNION ALL SELECT position FROM loss AS lost
      WHERE lost.storage_id = cane.storage_id AND lost.canister = cane.canister AND lost.cane = cane.cane)) AS planned`
const withTank = 'cane LEFT JOIN tank ON tank.id = cane.storage_id'

export function placesIn(db: Database, clock: Clock): Places {
  const upsertTank = db.prepare(`INSERT INTO tank (id, generation, name, body, band, heard_ms) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, name = excluded.name, body = excluded.body, band = excluded.band,
    heard_ms = CASE WHEN tank.body ->> '$.level' IS excluded.body ->> '$.level' THEN tank.heard_ms ELSE excluded.heard_ms END
    WHERE ${isNoOlder('tank')}`)
  const bandOf = db.prepare<[number], LevelBand | null>('SELECT band FROM tank WHERE id = ?').pluck()
  const upsertLevel = db.prepare(`INSERT INTO tank_level (storage_id, at, percent, ordinal) VALUES (?, ?, ?,
    (SELECT ifnull(max(ordinal), 0) + 1 FROM tank_level WHERE storage_id = ?))
    ON CONFLICT (storage_id, at) DO UPDATE SET percent = excluded.percent, ordinal = excluded.ordinal`)
  const upsertCane =
    db.prepare(`INSERT INTO cane (storage_id, canister, cane, generation, capacity) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (storage_id, canister, cane) DO UPDATE SET generation = excluded.generation, capacity = excluded.capacity`)
  const seen = db.prepare<
    [string]
  >(`UPDATE outbox INDEXED BY outbox_unsettled SET in_mirror = 1 WHERE procedure_id IS NULL AND
    in_mirror = 0 AND state IN ('queued', 'sending', 'accepted') AND aggregate = ?`)
  const tanks = db.prepare<[], TankRow>('SELECT body, band, heard_ms FROM tank ORDER BY name, id')
  const occupied = db
    .prepare<[number], number>('SELECT ifnull(sum(n), 0) FROM canister_count WHERE storage_id = ?')
    .pluck()
  const levels = db.prepare<[number, string], LevelReading & { readonly ordinal: number }>(
    'SELECT at, percent, ordinal FROM tank_level WHERE storage_id = ? AND at >= ? ORDER BY at',
  )
  const canes = db.prepare<[number], CaneRow>(
    `SELECT ${columns} FROM ${withTank} WHERE cane.storage_id = ? ORDER BY cane.canister, cane.cane`,
  )
  const cane = db.prepare<[number, string, string], CaneRow>(
    `SELECT ${columns} FROM ${withTank} WHERE cane.storage_id = ? AND cane.canister = ? AND cane.cane = ?`,
  )

  const saveLevel = (tank: number, { at, percent }: LevelReading) => void upsertLevel.run(tank, at, percent, tank)

  /** In the order in which they were told: a date may be of a clock that was ahead. */
  const readingsOf = (tank: number, sinceIso: string): readonly LevelReading[] =>
    levels
      .all(tank, sinceIso)
      .sort((a, b) => a.ordinal - b.ordinal)
      .map(({ at, percent }) => ({ at, percent }))

  return {
    applyTank(tank, generation) {
      const { id, name, level } = tank
      const band = level === null ? null : bandAfter(bandOf.get(id) ?? null, level.percent)
      const { changes } = upsertTank.run(id, generation, name, JSON.stringify(tank), band, Math.round(clock.wallMs()))
      if (changes > 0 && level !== null) saveLevel(id, level)
    },
    applyLevel: saveLevel,
    applyCane(added, generation) {
      upsertCane.run(added.storageId, added.canister, added.cane, generation, added.capacity)
      seen.run(`cane:${added.storageId}/${added.canister}/${added.cane}`)
    },
    tanks: (levelsSinceIso) =>
      tanks.all().map(({ body, band, heard_ms }) => {
        const tank = fromJson<Tank>(body)
        return {
          tank,
          band,
          heardMs: heard_ms,
          occupied: occupied.get(tank.id) ?? 0,
          levels: readingsOf(tank.id, levelsSinceIso),
        }
      }),
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
