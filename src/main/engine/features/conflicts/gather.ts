// Looks up what a conflict is decided by: the procedure in both views, whose its tags are, which places are free, the device.
import { procedureOf } from '../../../../shared/api/aggregate'
import type { Device } from '../../../../shared/model/device'
import type { BenchId, ContainerId } from '../../../../shared/model/ids'
import type { Procedure } from '../../../../shared/model/procedure'
import type { TagId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import type { Procedures } from '../../procedures/procedures'
import type { Places } from '../../storage/places'
import { ownerOf } from '../../storage/tag-owners'
import type { BenchStore } from '../../store/bench-store'
import { type Present, placeKey } from './attempt'
import type { Case } from './choices'
import type { Group } from './groups'
import { conflictKind } from './kinds'

export interface GatherNeeds {
  readonly store: BenchStore
  readonly procedures: Procedures
  readonly places: Pick<Places, 'cane' | 'canes' | 'tanks'>
  readonly clock: Clock
  readonly bench: () => BenchId | null
  /** Bench clock minus central's, milliseconds. */
  readonly clockOffsetMs: () => number | null
}

export interface GatheredCase extends Case {
  /** As central's feed last told; null if central doesn't know it, or it is another facility's. */
  readonly central: Procedure | null
}

export function gatherCase(needs: GatherNeeds, group: Group): GatheredCase {
  const { store, procedures, clock, bench, clockOffsetMs } = needs
  const { head } = group
  // Another facility's procedure can have the same number here.
  const id = head.problem?.kind === 'otherFacility' ? null : procedureOf(head.body)
  const central = id === null ? null : store.mirror.procedure(id)
  const kind = conflictKind(head, {
    ownBenches: new Set([head.envelope.benchId, bench() ?? head.envelope.benchId]),
    procedure: central,
    now: new Date(clock.wallMs() - (clockOffsetMs() ?? 0)).toISOString(),
  })
  const procedure = id === null ? null : (procedures.foreseen(id)?.procedure ?? null)
  return { ...group, kind, central, present: presentOf(needs, group, procedure) }
}

function presentOf(needs: GatherNeeds, { head, rest }: Group, procedure: Procedure | null): Present {
  const owners = new Map<TagId, ContainerId>()
  const takenPlaces = new Set<string>()
  for (const { body } of [head, ...rest]) {
    if (body.kind !== 'tag.assign') continue
    const owner = ownerOf(needs, body.tag)
    if (owner !== null) owners.set(body.tag, owner.containerId)
    const view = needs.places.cane(body.place)
    if (view?.positions[body.place.position - 1] !== 'free') takenPlaces.add(placeKey(body.place))
  }
  const now = new Date(needs.clock.wallMs()).toISOString()
  return { procedure, owners, takenPlaces, hasRoomForCane: hasRoomForCane(needs, head), now }
}

function hasRoomForCane({ places }: GatherNeeds, { body }: Group['head']): boolean {
  if (body.kind !== 'cane.add') return false
  const tank = places.tanks().find(({ tank: each }) => each.id === body.storageId)
  const canister = tank?.tank.canisters.find(({ name }) => name === body.canister)
  if (canister === undefined) return false
  const canes = places.canes(body.storageId).filter((view) => view.canister === body.canister)
  return canes.length < canister.caneLimit && !canes.some((view) => view.cane === body.cane)
}

/** The device that works on the procedure, or serves the tank that its vials go to or come from. */
export function deviceOf({ store, places }: GatherNeeds, { central, head }: GatheredCase): Device | null {
  const devices = store.mirror.devices()
  const known = central?.device?.id
  if (known !== undefined) return devices.find(({ id }) => id === known) ?? null
  const place = head.body.kind === 'tag.assign' ? head.body.place : central?.vials.find((vial) => vial.place)?.place
  if (!place) return null
  const served = places.tanks().find(({ tank }) => tank.id === place.storageId)?.tank.deviceName
  return devices.find(({ name }) => name === served) ?? null
}
