// A device reports on something that central does not have: it was handed over before central was restored from a backup. What the device
// says is put on record for people; nothing is moved by it.
import { namedVials } from '../../../shared/acts/seen'
import type { Given } from '../../../shared/model/given'
import { type ContainerId, procedureId } from '../../../shared/model/ids'
import type { Outcome } from '../../../shared/model/procedure'
import type { LostThing } from '../../../shared/model/restoration'
import type { SeenProcedure } from '../../../shared/model/seen'
import { ok } from '../../../shared/result'
import { givenDigest } from '../../../trust'
import { containersOfFacility } from '../../store/containers'
import { lockFeeds } from '../../store/feed'
import { lossUnder } from '../../store/losses'
import { lastId } from '../../store/new-ids'
import { loadProcedures } from '../../store/procedures'
import { isClockId } from '../../store/row-id'
import { type Central, transact, type Work } from '../central'
import { keep } from './keep'
import { movedVial } from './losses-of'
import { noticed } from './notice'

/** What a device has said of the procedure. */
export type Said =
  | { readonly kind: 'recordOutcome'; readonly containerId: ContainerId; readonly outcome: Exclude<Outcome, 'pending'> }
  | { readonly kind: 'start' | 'reportRefill' | 'complete' | 'fail' }

export interface ToldByDevice {
  readonly id: number
  readonly report: Said
  readonly given: Given | null
  /** What central has under the number instead. */
  readonly instead: SeenProcedure | null
}

/** Who tells. */
export interface TellingDevice {
  readonly name: string
  readonly facility: number
}

/** How far the procedure has come, by what the device says. */
const statusOf: Readonly<Record<Said['kind'], string>> = {
  start: 'CREATED',
  recordOutcome: 'IN_PROGRESS',
  reportRefill: 'IN_PROGRESS',
  complete: 'COMPLETED',
  fail: 'FAILED',
}

type LostProcedure = Extract<LostThing, { kind: 'procedure' }>

/** Pure. `known`: what is on record of it already, by this device or a bench that knew more of it. */
export function lostProcedure({ id, report, given, instead }: ToldByDevice, known: LostThing | null): LostProcedure {
  const before = known?.kind === 'procedure' ? known : null
  const vials = new Map((before?.vials ?? []).map((vial) => [vial.containerId, vial]))
  for (const { containerId, name, tag } of given?.vials ?? []) vials.set(containerId, { containerId, name, tag })
  return {
    kind: 'procedure',
    procedureId: procedureId(id),
    type: given?.type ?? before?.type ?? 'UNKNOWN',
    subjectCode: given?.subjectCode ?? before?.subjectCode ?? null,
    createdAt: given?.createdAt ?? before?.createdAt ?? null,
    vials: [...vials.values()].slice(0, namedVials),
    vialCount: Math.max(vials.size, before?.vialCount ?? 0),
    remembered: statusOf[report.kind],
    atCentral: null,
    ...(instead && { instead }),
  }
}

/** How far numbers may have run beyond those that central has now. */
const mostLost = 100_000

/**
 * Not of a number that central can't have given yet, nor of another facility's procedure, which is lost nowhere. A device with a valid token
 * can still name one that was never given between them: what it makes up is on record under its name, for a person to close.
 */
async function isMissing(central: Central, { id, given }: ToldByDevice): Promise<boolean> {
  const { db } = central.store
  if (!isClockId(id)) return false
  const [elsewhere] = await loadProcedures(db, [id])
  if (elsewhere !== undefined) return given !== null && given.digest !== givenDigest(elsewhere)
  const last = Math.max(await lastId(db, 'procedure'), central.idFloor('procedure', central.clock.wallMs()))
  return id <= last + mostLost
}

/** The vial that the device says it has moved, as far as it names it. */
async function movedBy(tx: Work, facility: number, { id, report, given }: ToldByDevice): Promise<readonly LostThing[]> {
  if (report.kind !== 'recordOutcome' || given === null) return []
  const { containerId, outcome } = report
  const vial = given.vials.find((each) => each.containerId === containerId)
  if (vial === undefined || given.type === null) return []
  // SECURITY: of its own facility only, as with what benches remember.
  const found = (await containersOfFacility(tx.db, facility, [containerId])).get(containerId)?.container
  const move = { procedureId: procedureId(id), type: given.type, subjectCode: given.subjectCode, at: tx.now }
  return movedVial(move, { ...vial, outcome }, found)
}

export async function putOnRecord(central: Central, device: TellingDevice, told: ToldByDevice): Promise<void> {
  if (!(await isMissing(central, told))) return
  const facility = device.facility
  const newId = () => central.ids.next()
  await transact(central, async (tx) => {
    await lockFeeds(tx.db, [facility])
    const restoration = await noticed(tx, facility, told.given?.createdAt ?? null, newId)
    const bare = lostProcedure(told, null)
    const procedure = lostProcedure(told, await lossUnder(tx.db, restoration.id, bare))
    const things = [procedure, ...(await movedBy(tx, facility, told))]
    for (const thing of things) {
      await keep(tx, restoration, { thing, rememberedBy: device.name, rememberedAt: tx.now }, newId)
    }
    return ok(null)
  })
}
