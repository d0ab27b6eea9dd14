// A procedure that was made at a bench has two sets of numbers: those that follow from its UUID, until central has numbered it, and central's.
// Acts that were saved under the first ones stay good, and are about the same procedure and vials.
import type { ContainerId } from '../model/ids'
import { isUnnumbered, madeNumber, madeVialNumber } from '../model/made'
import type { Procedure } from '../model/procedure'
import type { Seen } from './seen'
import type { ActBody } from './table'

type Named = Pick<Procedure, 'id' | 'made' | 'vials'>
type Rename = (id: ContainerId) => ContainerId

/** Under which number a vial of this procedure is known by now; any other number comes back as it is. */
export function numberedVial({ made, vials }: Named, id: ContainerId): ContainerId {
  if (made === undefined || !isUnnumbered(id)) return id
  const nth = vials.findIndex((_, index) => index < made.newVials && madeVialNumber(made.id, index) === id)
  return vials[nth]?.containerId ?? id
}

function unnumberedVial({ made, vials }: Named, id: ContainerId): ContainerId {
  const nth = vials.findIndex(({ containerId }) => containerId === id)
  return made === undefined || nth < 0 || nth >= made.newVials ? id : madeVialNumber(made.id, nth)
}

/** The procedure as the bench that made it has shown it before it was numbered; any other one as it is. */
export function asMade(procedure: Procedure): Procedure {
  const { made, subject } = procedure
  if (made === undefined) return procedure
  return {
    ...procedure,
    id: madeNumber(made.id),
    subject: subject && { ...subject, code: made.subjectCode },
    vials: procedure.vials.map((vial) => ({ ...vial, containerId: unnumberedVial(procedure, vial.containerId) })),
  }
}

function renamed<Body extends ActBody>(body: Body, id: Procedure['id'], rename: Rename): Body {
  if (!('procedureId' in body)) return body
  const own = 'containerId' in body ? { containerId: rename(body.containerId) } : {}
  const outcomes = 'outcomes' in body && {
    outcomes: body.outcomes.map((each) => ({ ...each, containerId: rename(each.containerId) })),
  }
  return { ...body, procedureId: id, ...own, ...outcomes }
}

/** What was seen before the procedure was numbered, as it is called now. */
function numberedSeen(seen: Seen | undefined, procedure: Procedure): Seen | undefined {
  const { made, subject, createdAt } = procedure
  if (seen === undefined) return undefined
  return {
    ...seen,
    createdAt,
    subjectCode: seen.subjectCode === made?.subjectCode ? (subject?.code ?? null) : seen.subjectCode,
    vials: seen.vials.map((vial) => ({ ...vial, containerId: numberedVial(procedure, vial.containerId) })),
  }
}

/** An act on this procedure by central's numbers, whichever it was saved under. */
export function numberedAct<Body extends ActBody>(body: Body, procedure: Procedure): Body {
  if (procedure.made === undefined || isUnnumbered(procedure.id)) return body
  const named = renamed(body, procedure.id, (id) => numberedVial(procedure, id))
  const wasUnnumbered = 'procedureId' in body && isUnnumbered(body.procedureId)
  return 'seen' in named && wasUnnumbered ? { ...named, seen: numberedSeen(named.seen, procedure) } : named
}

/** An act on this procedure as it was called before central had numbered it: it goes behind others that are called so. */
export function unnumberedAct<Body extends ActBody>(body: Body, procedure: Procedure): Body {
  if (procedure.made === undefined) return body
  return renamed(body, madeNumber(procedure.made.id), (id) => unnumberedVial(procedure, id))
}
