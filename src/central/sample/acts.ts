// What happens in the sample's past, one act each: the same use cases as in real life, only the clock is set.
import { tagId } from '../../shared/api/fields'
import { benchId, personId, storageId } from '../../shared/model/ids'
import type { Place } from '../../shared/model/place'
import type { Actor, Outcome, Procedure, ProcedureVial } from '../../shared/model/procedure'
import type { Random } from '../../shared/ports'
import type { ProcedureEvent } from '../../shared/procedure/event'
import type { Result } from '../../shared/result'
import { applyEvent } from '../domain/apply-event'
import { type Central, transact } from '../domain/central'
import { type DeviceAccess, type DeviceEvent, reportEvent, startBy } from '../domain/devices/procedure-events'
import { startRefill } from '../domain/devices/status'
import { type ProcedureRequest, requestProcedure } from '../domain/procedures/requests'
import { loadProcedure } from '../store/procedures'
import { type BulkTank, caneName, canisterName, sampleTag } from './bulk'
import { materials, type SampleFacility, type SampleOrganization } from './house'
import { litresPerPercent, refillMs, type SampleRefill } from './levels'
import { pick } from './seeded'

export interface SettableClock {
  set(wallMs: number): void
}

export type TankRefill = SampleRefill & { readonly storageId: number }

export interface HistoryPlan {
  readonly central: Central
  readonly clock: SettableClock
  readonly nowMs: number
  readonly organization: { readonly id: number } & SampleOrganization
  readonly facility: { readonly id: number } & SampleFacility
  readonly device: DeviceAccess
  readonly subjects: readonly { readonly id: number; readonly code: string }[]
  readonly tanks: readonly BulkTank[]
  readonly refills: readonly TankRefill[]
  /** Stored containers of the facility whose number is asked for. */
  readonly size: number
  readonly random: Random
  /** The next number for a container's name and tag. */
  nextNumber(): number
}

type EventFields<Event> = Event extends unknown ? Omit<Event, 'at' | 'by'> : never

function must<Value>(result: Result<Value, { readonly kind: string }>): Value {
  if (result.ok) return result.value
  throw new Error(`The sample's own step was refused: ${JSON.stringify(result.problem)}`)
}

/** Acts of one facility, by name; each runs at the time it is told. */
export function actsOf(plan: HistoryPlan) {
  const { central, organization, facility, random } = plan
  const person = ({ id, name }: SampleFacility['staff']): Actor => ({
    kind: 'person',
    personId: personId(id),
    name,
    benchId: benchId(`bench-${facility.id}`),
  })
  const staff = person(facility.staff)
  const supervisor = person(facility.supervisor)
  let placed = 0

  /** From the last canister backwards, where the bulk of the sample never gets to. */
  const nextPlace = (): Place => {
    const tank = plan.tanks[placed % plan.tanks.length]
    if (!tank) throw new Error('A facility of the sample has no tank')
    const nth = Math.floor(placed++ / plan.tanks.length)
    const { canisters, canes, positions } = tank.layout
    const cane = canes - 1 - Math.floor(nth / positions)
    return {
      storageId: storageId(tank.id),
      canister: canisterName(canisters - 1),
      cane: caneName(cane),
      position: 1 + (nth % positions),
    }
  }

  const request = async (body: ProcedureRequest) => {
    const by = { kind: 'client', clientId: organization.clientId, name: organization.clientName } as const
    return must(await requestProcedure(central, { organization: organization.id, by }, body))
  }

  const happen = async (id: number, by: Actor, fields: EventFields<ProcedureEvent>): Promise<Procedure> =>
    must(
      await transact(central, async (tx): Promise<Result<Procedure, { readonly kind: string }>> => {
        const procedure = await loadProcedure(tx.db, facility.id, id)
        if (!procedure) throw new Error(`Procedure ${id} has gone`)
        const scope = { organization: organization.id, intentId: null }
        return applyEvent(tx, scope, procedure, { ...fields, at: tx.now, by })
      }),
    )

  const onDevice = async (id: number, event: DeviceEvent) => must(await reportEvent(central, plan.device, id, event))

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
    async prepare(procedure: Procedure) {
      for (const vial of procedure.vials) {
        const tag = tagId.parse(sampleTag(plan.nextNumber()))
        await happen(procedure.id, staff, { kind: 'assignTag', containerId: vial.containerId, tag, place: nextPlace() })
      }
      return happen(procedure.id, staff, { kind: 'prepare' })
    },
    accept: (procedure: Procedure) => happen(procedure.id, supervisor, { kind: 'accept' }),
    cancel: (procedure: Procedure, reason: string) => happen(procedure.id, supervisor, { kind: 'cancel', reason }),
    start: (procedure: Procedure) => onDevice(procedure.id, startBy(plan.device)),
    async outcomes(
      vials: readonly ProcedureVial[],
      procedure: Procedure,
      outcome: Exclude<Outcome, 'pending'> = 'done',
    ) {
      for (const { containerId } of vials) await onDevice(procedure.id, { kind: 'recordOutcome', containerId, outcome })
    },
    complete: (procedure: Procedure) => onDevice(procedure.id, { kind: 'complete' }),
    fail: (procedure: Procedure, reason: string) => onDevice(procedure.id, { kind: 'fail', reason }),
    async refill({ storageId: tank, levelBefore, levelAfter, atMs }: TankRefill) {
      const refill = must(await startRefill(central, plan.device, { storageId: tank, levelPercent: levelBefore }))
      plan.clock.set(atMs + refillMs)
      const litresAdded = Math.round((levelAfter - levelBefore) * litresPerPercent * 10) / 10
      await onDevice(refill.id, { kind: 'reportRefill', levelPercent: levelAfter, litresAdded })
      await onDevice(refill.id, { kind: 'complete' })
    },
  }
}
