// Refills: the one procedure that a device starts by itself.
import type { RefillStart } from '../../../shared/api/device-reports'
import { facilityId, procedureId } from '../../../shared/model/ids'
import type { Tank } from '../../../shared/model/place'
import type { Procedure } from '../../../shared/model/procedure'
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeeds } from '../../store/feed'
import { insertEvent } from '../../store/procedure-events'
import { insertProcedure } from '../../store/procedures'
import { loadTanks } from '../../store/tanks'
import { type Central, transact, type Work } from '../central'
import { type DeviceAccess, deviceActor } from './access'
import { tellLevel } from './levels'
import type { DeviceProblem } from './problem'
import { showWork } from './work'

/**
 * Starts a REFILL: IN_PROGRESS at once, approved by nobody, without a subject. One at a time per tank. A device whose gauge says nothing
 * fills all the same: the refill then begins at the level that was told last.
 */
export function startRefill(
  central: Central,
  access: DeviceAccess,
  request: RefillStart,
): Promise<Result<Procedure, DeviceProblem>> {
  return transact(central, async (tx): Promise<Result<Procedure, DeviceProblem>> => {
    await lockFeeds(tx.db, [access.facility.id])
    const tank = (await loadTanks(tx.db, { device: access.id })).find((each) => each.id === request.storageId)
    if (!tank) return refused({ kind: 'unknownTank', storageId: request.storageId })
    const running = await runningRefill(tx, access, tank)
    if (running !== undefined) return refused({ kind: 'refillRunning', procedureId: running })
    const level = request.levelPercent ?? tank.level?.percent
    if (level === undefined) return refused({ kind: 'unknownLevel', storageId: tank.id })
    if (request.levelPercent !== null) await tellLevel(tx, access.facility.id, tank, request.levelPercent)
    const by = deviceActor(access)
    const id = await tx.newIds('procedure', 1)
    const procedure: Procedure = {
      id: procedureId(id),
      type: 'REFILL',
      typeName: 'REFILL',
      status: 'IN_PROGRESS',
      statusName: 'IN_PROGRESS',
      facilityId: facilityId(access.facility.id),
      subject: null,
      vials: [],
      requestedBy: by,
      preparedBy: null,
      acceptedBy: null,
      device: { id: access.id, name: access.name },
      claim: null,
      refill: {
        storageId: tank.id,
        tankName: tank.name,
        levelBefore: level,
        levelNow: level,
        litresAdded: 0,
      },
      reason: null,
      createdAt: tx.now,
      startedAt: tx.now,
      completedAt: null,
      updatedAt: tx.now,
      version: 1,
    }
    await insertProcedure(tx.db, access.facility.organization.id, procedure)
    await insertEvent(tx.db, procedure, { kind: 'create', at: tx.now, by }, null)
    tx.announce(access.facility.id, { entity: 'procedure', body: procedure })
    await showWork(tx, access)
    return ok(procedure)
  })
}

async function runningRefill(tx: Work, access: DeviceAccess, tank: Tank): Promise<number | undefined> {
  const rows = await tx.db
    .selectFrom('procedures')
    .select(['id', 'refill'])
    .where('facility_id', '=', access.facility.id)
    .where('status', '=', 'IN_PROGRESS')
    .where('type', '=', 'REFILL')
    .execute()
  const isOfTank = ({ refill }: { refill: string | null }) => {
    const stored: { storageId: number } | null = refill === null ? null : JSON.parse(refill)
    return stored?.storageId === tank.id
  }
  return rows.find(isOfTank)?.id
}
