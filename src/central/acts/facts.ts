// Reads what acts have asked for, each thing once.
import { assertNever } from '../../shared/assert-never'
import type { KnownTag, SampleContainer } from '../../shared/model/container'
import type { FacilityRules } from '../../shared/model/facility-rules'
import type { ContainerId } from '../../shared/model/ids'
import { type Cane, type CaneRef, caneKey, type Place } from '../../shared/model/place'
import type { Procedure } from '../../shared/model/procedure'
import type { TagId } from '../../shared/model/reader'
import type { Loss } from '../../shared/model/restoration'
import type { TagPurpose } from '../../shared/model/tag-purpose'
import { ok, type Result } from '../../shared/result'
import { type CodeProblem, findSubjectNamed } from '../domain/subjects/find-subject'
import { containersOfFacility, type HeldContainer } from '../store/containers'
import { findLoss, tagOnVial } from '../store/losses'
import { facilityRules, type Scope, type SubjectRef } from '../store/organizations'
import { isPlaceTaken } from '../store/places'
import { loadMade, loadProcedure, procedureVersion } from '../store/procedures'
import { type Answered, answeredIntents, type KeptResolution, resolutionsOf, withdrawalsOf } from '../store/resolutions'
import type { Db } from '../store/store'
import { findTagPurpose } from '../store/tag-purposes'
import { type CanisterState, findCane, findCanister, findRoom, type Room } from '../store/tanks'
import { alikeVial } from '../store/vial-names'
import type { Read } from './read'

/** What was read; all of the bench's facility, tags of its organization. Undefined: there is none. */
export interface ActFacts {
  procedure(id: number): Procedure | undefined
  version(procedure: number): number | undefined
  /** The vial that the tag is on. */
  tag(tag: TagId): KnownTag | undefined
  /** What the tag is for. */
  purpose(tag: TagId): TagPurpose
  cane(cane: CaneRef): Cane | undefined
  canister(cane: CaneRef): CanisterState | undefined
  room(cane: CaneRef): Room | undefined
  isTaken(place: Place): boolean
  container(id: ContainerId): SampleContainer | undefined
  subject(code: string): AskedSubject
  vial(id: ContainerId): HeldContainer | undefined
  made(number: number): Procedure | undefined
  rules(): FacilityRules
  loss(id: string): Loss | undefined
  answers(): readonly Answered[]
  resolutions(): readonly KeptResolution[]
  withdrawals(): readonly KeptResolution[]
}

/** Whom a code means, and a name to come that looks like one of that subject's vials. */
export interface MeantSubject {
  readonly subject: SubjectRef
  readonly alike: { readonly name: string; readonly existing: string } | undefined
}
type AskedSubject = Result<MeantSubject, CodeProblem>

/** Answers by key, that can tell nothing from never asked. */
function memory<Value>(what: Read['kind']) {
  const values = new Map<string, { readonly value: Value }>()
  return {
    async once(key: string, look: () => Promise<Value>): Promise<void> {
      if (!values.has(key)) values.set(key, { value: await look() })
    },
    get(key: string): Value {
      const found = values.get(key)
      if (found === undefined) throw new Error(`An act decides by what it did not read: ${what} ${key}`)
      return found.value
    },
  }
}

const canisterKey = ({ storageId, canister }: CaneRef) => `${storageId}/${canister}`
const placeKey = (place: Place) => `${caneKey(place)}/${place.position}`

const memories = () => ({
  procedures: memory<Procedure | undefined>('procedure'),
  versions: memory<number | undefined>('version'),
  tags: memory<KnownTag | undefined>('tag'),
  purposes: memory<TagPurpose>('purpose'),
  canes: memory<Cane | undefined>('cane'),
  canisters: memory<CanisterState | undefined>('canister'),
  rooms: memory<Room | undefined>('room'),
  places: memory<boolean>('place'),
  containers: memory<SampleContainer | undefined>('container'),
  subjects: memory<AskedSubject>('subject'),
  vials: memory<HeldContainer | undefined>('vials'),
  made: memory<Procedure | undefined>('made'),
  rules: memory<FacilityRules>('rules'),
  losses: memory<Loss | undefined>('loss'),
  answers: [] as Answered[],
  resolutions: [] as KeptResolution[],
  withdrawals: [] as KeptResolution[],
})
type Memories = ReturnType<typeof memories>

/** Reads everything that is named, and keeps it for the decision. */
export async function gather(db: Db, facility: Scope, reads: readonly Read[]): Promise<ActFacts> {
  const kept = memories()
  for (const read of reads) await lookUp(db, facility, read, kept)
  return {
    procedure: (id) => kept.procedures.get(String(id)),
    version: (id) => kept.versions.get(String(id)),
    tag: kept.tags.get,
    purpose: kept.purposes.get,
    cane: (cane) => kept.canes.get(caneKey(cane)),
    canister: (cane) => kept.canisters.get(canisterKey(cane)),
    room: (cane) => kept.rooms.get(canisterKey(cane)),
    isTaken: (place) => kept.places.get(placeKey(place)),
    container: (id) => kept.containers.get(String(id)),
    subject: kept.subjects.get,
    vial: (id) => kept.vials.get(String(id)),
    made: (number) => kept.made.get(String(number)),
    rules: () => kept.rules.get(''),
    loss: kept.losses.get,
    answers: () => kept.answers,
    resolutions: () => kept.resolutions,
    withdrawals: () => kept.withdrawals,
  }
}

async function lookUp(db: Db, facility: Scope, read: Read, kept: Memories): Promise<void> {
  switch (read.kind) {
    case 'procedure':
      return kept.procedures.once(String(read.id), () => loadProcedure(db, facility.id, read.id))
    case 'version':
      return kept.versions.once(String(read.procedure), () => procedureVersion(db, facility.id, read.procedure))
    case 'tag':
      return kept.tags.once(read.tag, () => tagOnVial(db, facility.organization.id, read.tag))
    case 'purpose':
      return kept.purposes.once(read.tag, () => findTagPurpose(db, facility.organization.id, read.tag))
    case 'cane':
      return kept.canes.once(caneKey(read.cane), () => findCane(db, read.cane))
    case 'canister':
      return kept.canisters.once(canisterKey(read.cane), () => findCanister(db, facility.id, read.cane))
    case 'room':
      return kept.rooms.once(canisterKey(read.cane), () => findRoom(db, facility.id, read.cane))
    case 'place':
      return kept.places.once(placeKey(read.place), () => isPlaceTaken(db, read.place))
    case 'container':
      return kept.containers.once(String(read.id), () => containerOf(db, facility, read.id))
    case 'subject':
      return kept.subjects.once(read.code, () => askedSubject(db, facility.organization.id, read))
    case 'vials':
      return heldContainers(db, facility, read.ids, kept)
    case 'made':
      return kept.made.once(String(read.number), () => loadMade(db, facility.id, read.number))
    case 'rules':
      return kept.rules.once('', () => facilityRules(db, facility.id))
    case 'loss':
      return kept.losses.once(read.id, () => findLoss(db, facility.id, read.id))
    case 'answers':
      return void kept.answers.push(...(await answeredIntents(db, read.intentIds)))
    case 'resolutions':
      return void kept.resolutions.push(...(await resolutionsOf(db, read.intentIds)))
    case 'withdrawals':
      return void kept.withdrawals.push(...(await withdrawalsOf(db, read.intentIds)))
    default:
      return assertNever(read)
  }
}

async function askedSubject(
  db: Db,
  organization: number,
  { code, newVials }: Extract<Read, { kind: 'subject' }>,
): Promise<AskedSubject> {
  const found = await findSubjectNamed(db, organization, code)
  if (!found.ok) return found
  const alike = newVials.length === 0 ? undefined : await alikeVial(db, found.value.id, newVials)
  return ok({ subject: found.value, alike })
}

const containerOf = async (db: Db, facility: Scope, id: ContainerId): Promise<SampleContainer | undefined> =>
  (await containersOfFacility(db, facility.id, [id])).get(id)?.container

/** All at once: a procedure can have a thousand. */
async function heldContainers(db: Db, facility: Scope, ids: readonly ContainerId[], kept: Memories): Promise<void> {
  const found = await containersOfFacility(db, facility.id, ids)
  for (const id of ids) await kept.vials.once(String(id), async () => found.get(id))
}
