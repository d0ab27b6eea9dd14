// What happens in the sample's past, step by step: the same use cases as in real life, only the clock is set.
import { writtenTag } from '../../shared/api/fields'
import { benchId, personId, storageId } from '../../shared/model/ids'
import type { Place } from '../../shared/model/place'
import type { Actor, Outcome, Procedure, ProcedureVial } from '../../shared/model/procedure'
import type { ProcedureEvent } from '../../shared/procedure/event'
import type { Result } from '../../shared/result'
import { givenDigest } from '../../trust'
import { transact } from '../domain/central'
import { type DeviceEvent, reportEvent, startBy } from '../domain/devices/procedure-events'
import { startRefill } from '../domain/devices/refills'
import { applyEvent } from '../domain/procedures/apply-event'
import { type ProcedureRequest, requestProcedure } from '../domain/procedures/requests'
import { loadProcedure } from '../store/procedures'
import { caneName, canisterName, sampleTag } from './bulk'
import { materials } from './house'
import { litresPerPercent, refillMs } from './levels'
import { type HistoryPlan, must, type TankRefill } from './plan'
import { pick } from './seeded'

/** Steps of one facility, by name; each runs at the time that the clock is set to. */
export const stepsOf = (plan: HistoryPlan) => ({ ...clientSteps(plan), ...benchSteps(plan), ...deviceSteps(plan) })

function clientSteps(plan: HistoryPlan) {
  const { central, organization, facility, random } = plan
  const request = async (body: ProcedureRequest) => {
    const by = { kind: 'client', clientId: organization.clientId, name: organization.clientName } as const
    return must(await requestProcedure(central, { organization: organization.id, by }, body))
  }
  return {
    requestStore: (vials: number, subjectCode: string) => {
      const sampleContainers = Array.from({ length: vials }, (_, index) => ({
        name: `VL-${String(plan.nextNumber()).padStart(6, '0')}`,
        description: `Vial ${index + 1} - ${pick(random, materials)}`,
      }))
      return request({ type: 'STORE', facilityId: facility.id, subjectCode, sampleContainers })
    },
    /** Vials of one subject; `share` of the facility's stored containers are older than they. */
    async requestRetrieval(vials: number, share: number) {
      const stored = facility.stored === 'asked' ? plan.size : facility.stored
      const rows = await central.store.db
        .selectFrom('containers as c')
        .innerJoin('subjects as s', 's.id', 'c.subject_id')
        .select(['c.id', 's.code'])
        .where('c.facility_id', '=', facility.id)
        .where('c.stored_at', 'is not', null)
        .where('c.held_by', 'is', null)
        .orderBy('c.id')
        .offset(Math.floor(stored * share))
        .limit(200)
        .execute()
      const code = rows[0]?.code ?? ''
      const sampleContainerIds = rows
        .filter((row) => row.code === code)
        .map((row) => row.id)
        .slice(0, vials)
      return request({ type: 'RETRIEVAL', facilityId: facility.id, subjectCode: code, sampleContainerIds })
    },
  }
}

/** From the last canister backwards, which the bulk of the sample never reaches. */
function freePlaces({ tanks }: HistoryPlan): () => Place {
  let placed = 0
  return () => {
    const tank = tanks[placed % tanks.length]
    if (!tank) throw new Error('A facility of the sample has no tank')
    const nth = Math.floor(placed++ / tanks.length)
    const { canisters, canes, positions } = tank.layout
    const cane = canes - 1 - Math.floor(nth / positions)
    return {
      storageId: storageId(tank.id),
      canister: canisterName(canisters - 1),
      cane: caneName(cane),
      position: 1 + (nth % positions),
    }
  }
}

type EventFields<Event> = Event extends unknown ? Omit<Event, 'at' | 'by'> : never

function benchSteps(plan: HistoryPlan) {
  const { central, organization, facility } = plan
  const person = ({ id, name }: HistoryPlan['facility']['staff']): Actor => ({
    kind: 'person',
    personId: personId(id),
    name,
    benchId: benchId(`bench-${facility.id}`),
  })
  const staff = person(facility.staff)
  const supervisor = person(facility.supervisor)
  const nextPlace = freePlaces(plan)

  const happen = async (id: number, by: Actor, fields: EventFields<ProcedureEvent>): Promise<Procedure> =>
    must(
      await transact(central, async (tx): Promise<Result<Procedure, { readonly kind: string }>> => {
        const procedure = await loadProcedure(tx.db, facility.id, id)
        if (!procedure) throw new Error(`Procedure ${id} has gone`)
        const scope = { organization: organization.id, intentId: null }
        return applyEvent(tx, scope, procedure, { ...fields, at: tx.now, by })
      }),
    )

  return {
    async prepare(procedure: Procedure) {
      for (const vial of procedure.vials) {
        const tag = writtenTag.parse(sampleTag(plan.nextNumber()))
        await happen(procedure.id, staff, { kind: 'assignTag', containerId: vial.containerId, tag, place: nextPlace() })
      }
      return happen(procedure.id, staff, { kind: 'prepare' })
    },
    accept: (procedure: Procedure) => happen(procedure.id, supervisor, { kind: 'accept' }),
    cancel: (procedure: Procedure, reason: string) => happen(procedure.id, supervisor, { kind: 'cancel', reason }),
  }
}

function deviceSteps(plan: HistoryPlan) {
  const { central, device } = plan
  const report = async (id: number, event: DeviceEvent) => must(await reportEvent(central, device, id, event))
  return {
    async start(procedure: Procedure) {
      const given = { digest: givenDigest(procedure), type: null, subjectCode: null, createdAt: null, vials: [] }
      return must(await reportEvent(central, device, procedure.id, startBy(device), given))
    },
    async outcomes(
      vials: readonly ProcedureVial[],
      procedure: Procedure,
      outcome: Exclude<Outcome, 'pending'> = 'done',
    ) {
      for (const { containerId } of vials) await report(procedure.id, { kind: 'recordOutcome', containerId, outcome })
    },
    complete: (procedure: Procedure) => report(procedure.id, { kind: 'complete' }),
    fail: (procedure: Procedure, reason: string) => report(procedure.id, { kind: 'fail', reason }),
    async refill({ storageId: tank, levelBefore, levelAfter, atMs }: TankRefill) {
      const refill = must(await startRefill(central, device, { storageId: storageId(tank), levelPercent: levelBefore }))
      plan.clock.set(atMs + refillMs)
      const litresAdded = Math.round((levelAfter - levelBefore) * litresPerPercent * 10) / 10
      await report(refill.id, { kind: 'reportRefill', levelPercent: levelAfter, litresAdded })
      await report(refill.id, { kind: 'complete' })
    },
  }
}
