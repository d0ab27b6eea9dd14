// No tag, place, approval or move ever comes to be another vial's or another procedure's than was shown to whoever acted.
import type { Place } from '../../../src/shared/model/place'
import type { Look } from '../world/watched-sqlite'
import { Violation } from '../world/world'
import type { Doing, Named, NamedProcedure, Shown } from './shown'

interface EventRow {
  readonly procedure_id: number
  readonly kind: string
  readonly body: string
}

interface VialRow {
  readonly vial: string
  readonly subject: string
}

const doings: readonly Doing[] = ['accept', 'cancel', 'end', 'prepare']
const doingOf = (kind: string): Doing | undefined => doings.find((each) => each === kind)

const vialAtCentral = `SELECT c.name AS vial, s.code AS subject FROM containers c JOIN subjects s ON s.id = c.subject_id WHERE c.id = ?`

/** What the house had before anything happened needs no person to have seen it. */
export function seeHouse(look: Look, shown: Shown) {
  const rows = look.rows<VialRow & { tag: string | null; place: string | null }>(
    `SELECT c.name AS vial, s.code AS subject, c.tag,
       json_object('storageId', p.storage_id, 'canister', p.canister, 'cane', p.cane, 'position', p.position) AS place
       FROM containers c JOIN subjects s ON s.id = c.subject_id LEFT JOIN places p ON p.container_id = c.id`,
  )
  for (const { tag, place, ...named } of rows) {
    if (tag !== null) shown.tag(tag, named)
    if (place !== null) shown.place(named, JSON.parse(place))
  }
}

/** One event that central has applied, whoever it came from. */
export function checkShown(look: Look, shown: Shown, { procedure_id, kind, body }: EventRow) {
  const doing = doingOf(kind)
  if (doing !== undefined) return checkDoing(look, shown, procedure_id, doing)
  const said: { containerId?: number | null; tag?: string; place?: Place } = JSON.parse(body)
  if (typeof said.containerId !== 'number') return
  const named = vialOf(look, said.containerId)
  switch (kind) {
    case 'assignTag':
      checkTag(shown, said.tag ?? '', named)
      if (said.place !== undefined) checkPlace(shown, named, said.place)
      return
    case 'releaseTag':
      return checkTag(shown, said.tag ?? '', named)
    case 'recordOutcome':
    case 'reportLate':
      if (!shown.wasMoved(named)) throw new Violation(`A device told of ${words(named)}, and had another vial`)
      return
  }
}

/** All that central has at last. */
export function checkAllShown(look: Look, shown: Shown) {
  for (const { tag, container_id } of look.rows<{ tag: string; container_id: number }>('SELECT * FROM tags'))
    checkTag(shown, tag, vialOf(look, container_id))
  const places = look.rows<{ storage_id: number; container_id: number; place: string }>(
    `SELECT *, json_object('storageId', storage_id, 'canister', canister, 'cane', cane, 'position', position) AS place FROM places`,
  )
  for (const { place, container_id } of places) checkPlace(shown, vialOf(look, container_id), JSON.parse(place))
}

function checkTag(shown: Shown, tag: string, named: Named) {
  if (shown.isForbidden(tag, named)) throw new Violation(`Tag ${tag} is on ${words(named)}, and can't be its`)
  if (!shown.isTagOf(tag, named)) throw new Violation(`Tag ${tag} was never shown with ${words(named)}`)
}

function checkPlace(shown: Shown, named: Named, place: Place) {
  if (shown.isPlaceOf(named, place)) return
  throw new Violation(`${words(named)} was never shown at ${JSON.stringify(place)}`)
}

function checkDoing(look: Look, shown: Shown, id: number, doing: Doing) {
  const procedure = procedureOf(look, id)
  if (shown.wasDone(doing, procedure)) return
  throw new Violation(`Procedure ${id}: ${doing} of ${JSON.stringify(procedure)}, which nobody was shown who did that`)
}

const words = ({ vial, subject }: Named) => `vial ${vial} of ${subject}`

function vialOf(look: Look, container: number): Named {
  const [named] = look.rows<VialRow>(vialAtCentral, container)
  if (named === undefined) throw new Violation(`Central has no vial ${container}`)
  return named
}

function procedureOf(look: Look, id: number): NamedProcedure {
  const [row] = look.rows<{ type: string; createdAt: string; subject: string | null }>(
    `SELECT p.type, p.created_at AS createdAt, s.code AS subject
       FROM procedures p LEFT JOIN subjects s ON s.id = p.subject_id WHERE p.id = ?`,
    id,
  )
  const vials = look.rows<{ name: string }>(
    `SELECT c.name FROM procedure_vials v JOIN containers c ON c.id = v.container_id WHERE v.procedure_id = ? ORDER BY v.ordinal`,
    id,
  )
  if (row === undefined) throw new Violation(`Central has no procedure ${id}`)
  return { ...row, vials: vials.map(({ name }) => name) }
}
