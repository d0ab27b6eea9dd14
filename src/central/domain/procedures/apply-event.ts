// The one way by which a procedure changes: `step` decides, and what follows is written in the same transaction.
import { assertNever } from '../../../shared/assert-never'
import type { ContainerId } from '../../../shared/model/ids'
import { isOpen, type Procedure } from '../../../shared/model/procedure'
import type { ProcedureEffect, ProcedureEvent, ProcedureRefusal } from '../../../shared/procedure/event'
import { type Stepped, step } from '../../../shared/procedure/step'
import { ok, type Result } from '../../../shared/result'
import { loadContainers, markStored, releaseContainers, setVerification } from '../../store/containers'
import { tagOnVial } from '../../store/losses'
import { facilitiesOf } from '../../store/organizations'
import { bindPlace, freePlaces, isPlaceTaken } from '../../store/places'
import { insertEvent } from '../../store/procedure-events'
import { saveProcedure } from '../../store/procedures'
import type { Db } from '../../store/store'
import { bindTag, findTag, freeTag } from '../../store/tags'
import type { Work } from '../central'

/** Who is asked, besides the procedure itself: its organization's tags and feeds. */
export interface EventScope {
  readonly organization: number
  /** Its facilities, where they are known already. */
  readonly facilities?: readonly number[]
  readonly intentId: string | null
}

/** Applies the event, or refuses it with nothing written. Answers the procedure after it. */
export async function applyEvent(
  tx: Work,
  scope: EventScope,
  procedure: Procedure,
  event: ProcedureEvent,
): Promise<Result<Procedure, ProcedureRefusal>> {
  const stepped = step(procedure, event)
  return stepped.ok ? ok(await writeEvent(tx, scope, procedure, event, stepped.value)) : stepped
}

/** Writes an event that `step` has allowed, with what follows from it. Answers the procedure after it. */
export async function writeEvent(
  tx: Work,
  scope: EventScope,
  before: Procedure,
  event: ProcedureEvent,
  { procedure, effects }: Stepped,
): Promise<Procedure> {
  // An intent may tell of last week: `updatedAt` says when central came to know, or `updatedSince` would miss it.
  const after: Procedure = { ...procedure, updatedAt: tx.now }
  await saveProcedure(tx.db, before, after)
  await insertEvent(tx.db, after, event, scope.intentId)
  for (const effect of effects) await carryOut(tx, scope, after, effect)
  tx.announce(after.facilityId, { entity: 'procedure', body: after })
  await announceContainers(tx, after, effects)
  return after
}

async function carryOut(tx: Work, scope: EventScope, procedure: Procedure, effect: ProcedureEffect) {
  const { organization } = scope
  switch (effect.kind) {
    case 'bindTag':
      if (isOver(procedure) && !(await isTagToReturn(tx, organization, effect))) return
      await bindTag(tx.db, organization, { ...effect, procedure: procedure.id })
      return announceTag(tx, scope, effect)
    case 'freeTag':
      if (await isFoundInStorage(tx, procedure, effect.containerId)) return
      await freeTag(tx.db, organization, effect)
      return announceTag(tx, scope, effect)
    case 'bindPlace':
      if (isOver(procedure) && !(await isPlaceToReturn(tx, effect))) return
      return bindPlace(tx.db, effect.place, effect.containerId)
    case 'freePlaces':
      return freePlaces(tx.db, await leaving(tx, procedure, effect.containerIds))
    case 'moveIn':
      return markStored(tx.db, effect.containerId, effect.at)
    case 'moveOut':
      return markStored(tx.db, effect.containerId, null)
    case 'doubt':
      return setVerification(tx.db, effect.containerId, { since: effect.at, why: effect.why })
    case 'releaseVials':
      return releaseContainers(tx.db, procedure.id, effect.containerIds)
    default:
      return assertNever(effect)
  }
}

type Binding<Kind extends 'bindTag' | 'bindPlace'> = Extract<ProcedureEffect, { kind: Kind }>

/**
 * A device that contradicts a person may speak of a tag that another vial has got meanwhile, or of a vial that has another one, or is about to
 * get one by the procedure that holds it now: none of them is disturbed.
 */
async function isTagToReturn(
  { db }: Work,
  organization: number,
  { tag, containerId }: Binding<'bindTag'>,
): Promise<boolean> {
  const { tag: own, isHeld } = await presentOf(db, containerId)
  return own === null && !isHeld && !(await tagOnVial(db, organization, tag))
}

async function isPlaceToReturn({ db }: Work, { place, containerId }: Binding<'bindPlace'>): Promise<boolean> {
  const { hasPlace, isHeld } = await presentOf(db, containerId)
  return !hasPlace && !isHeld && !(await isPlaceTaken(db, place))
}

/** What its device has not stored, and a person has found in storage since, stays there with its tag, whatever the STORE comes to. */
async function isFoundInStorage({ db }: Work, { type }: Procedure, containerId: ContainerId): Promise<boolean> {
  return type === 'STORE' && (await presentOf(db, containerId)).isStored
}

async function leaving(tx: Work, procedure: Procedure, ids: readonly ContainerId[]): Promise<readonly ContainerId[]> {
  if (procedure.type !== 'STORE') return ids
  const inStorage = await loadContainers(tx.db, ids)
  const staying = new Set(inStorage.filter(({ storedAt }) => storedAt !== null).map(({ id }) => id))
  return ids.filter((id) => !staying.has(id))
}

async function presentOf(db: Db, container: number) {
  const row = await db
    .selectFrom('containers as c')
    .leftJoin('places as p', 'p.container_id', 'c.id')
    .select(['c.tag', 'c.held_by', 'c.stored_at', 'p.position'])
    .where('c.id', '=', container)
    .executeTakeFirstOrThrow()
  const { tag, held_by, stored_at, position } = row
  return { tag, isHeld: held_by !== null, isStored: stored_at !== null, hasPlace: position !== null }
}

const isOver = ({ status }: Procedure): boolean => status !== 'UNKNOWN' && !isOpen(status)

async function announceTag(
  tx: Work,
  { organization, facilities }: EventScope,
  { tag }: Extract<ProcedureEffect, { tag: unknown }>,
) {
  const known = await findTag(tx.db, organization, tag)
  for (const facility of facilities ?? (await facilitiesOf(tx.db, organization)).map(({ id }) => id)) {
    if (known) tx.announce(facility, { entity: 'knownTag', body: known })
    else tx.announce(facility, { entity: 'freedTag', body: { tag } })
  }
}

async function announceContainers(tx: Work, procedure: Procedure, effects: readonly ProcedureEffect[]) {
  const ids = effects.flatMap((effect) => ('containerId' in effect ? [effect.containerId] : []))
  for (const body of await loadContainers(tx.db, [...new Set(ids)])) {
    tx.announce(procedure.facilityId, { entity: 'container', body })
  }
}
