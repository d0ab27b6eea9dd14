// Looks up what a conflict is decided by: the procedure in both views, whose its tags are, which places are free, the device.
import { procedureOf, rowOf } from '../../../../shared/acts'
import { numberedAct } from '../../../../shared/acts/made'
import { rowOfTold } from '../../../../shared/acts/problems'
import { keyOf, type Thing } from '../../../../shared/acts/things'
import { assertNever } from '../../../../shared/assert-never'
import type { Device } from '../../../../shared/model/device'
import type { BenchId } from '../../../../shared/model/ids'
import type { CaneRef } from '../../../../shared/model/place'
import type { Procedure } from '../../../../shared/model/procedure'
import type { Clock } from '../../../../shared/ports'
import type { Procedures } from '../../procedures/procedures'
import type { Places } from '../../storage/places'
import { ownerOf } from '../../storage/tag-owners'
import type { BenchStore } from '../../store/contract/store'
import type { Present } from './attempt'
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
  const id = rowOfTold(head.problem)?.scope === 'elsewhere' ? null : procedureOf(head.body)
  const central = id === null ? null : store.mirror.procedure(id)
  const kind = conflictKind(head, {
    ownBenches: new Set([head.envelope.benchId, bench() ?? head.envelope.benchId]),
    procedure: central,
    now: new Date(clock.wallMs() - (clockOffsetMs() ?? 0)).toISOString(),
  })
  // What central has under that number now is not what the acts are about: none of them can be done on it.
  const isAnother = id === null || kind === 'notAsSeen'
  const procedure = isAnother ? null : (procedures.foreseen(id)?.procedure ?? null)
  const numbered = procedure === null ? group : byNumber(group, procedure)
  return { ...numbered, kind, central, present: presentOf(needs, numbered, procedure) }
}

/** What was saved before the procedure had its number, by that number. */
function byNumber({ head, rest }: Group, procedure: Procedure): Group {
  const numbered = (entry: Group['head']) => ({ ...entry, body: numberedAct(entry.body, procedure) })
  return { head: numbered(head), rest: rest.map(numbered) }
}

function presentOf(needs: GatherNeeds, { head, rest }: Group, procedure: Procedure | null): Present {
  const bound = [head, ...rest].flatMap(({ body }) => rowOf(body).binds(body))
  const taken = new Set(bound.filter((thing) => isTaken(needs, thing, procedure)).map(keyOf))
  return { procedure, taken, now: new Date(needs.clock.wallMs()).toISOString() }
}

/** Nobody could bind it now. */
function isTaken(needs: GatherNeeds, thing: Thing, procedure: Procedure | null): boolean {
  switch (thing.kind) {
    case 'tag': {
      const owner = ownerOf(needs, thing.tag)
      const isReturning = procedure?.vials.some(
        ({ containerId, tag, returning }) =>
          returning === true && containerId === owner?.containerId && tag === thing.tag,
      )
      return owner !== null && isReturning !== true
    }
    case 'place':
      return needs.places.cane(thing.place)?.positions[thing.place.position - 1] !== 'free'
    case 'cane':
      return !hasRoomFor(needs, thing.cane)
    default:
      return assertNever(thing)
  }
}

function hasRoomFor({ places }: GatherNeeds, { storageId, canister, cane }: CaneRef): boolean {
  const tank = places.tanks().find(({ tank: each }) => each.id === storageId)
  const limit = tank?.tank.canisters.find(({ name }) => name === canister)?.caneLimit
  if (limit === undefined) return false
  const canes = places.canes(storageId).filter((view) => view.canister === canister)
  return canes.length < limit && !canes.some((view) => view.cane === cane)
}

/** The device that works on the procedure, or serves the tank that its vials go to or come from. */
export function deviceOf({ store, places }: GatherNeeds, { central, head }: GatheredCase): Device | null {
  const devices = store.mirror.devices().map(({ device }) => device)
  const known = central?.device?.id
  if (known !== undefined) return devices.find(({ id }) => id === known) ?? null
  const own = rowOf(head.body).details(head.body).place
  const place = own ?? central?.vials.find((vial) => vial.place)?.place
  if (!place) return null
  const served = places.tanks().find(({ tank }) => tank.id === place.storageId)?.tank.deviceName
  return devices.find(({ name }) => name === served) ?? null
}
