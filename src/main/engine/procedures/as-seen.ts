// Acts name what they are about as this bench knows it: central refuses them where it knows something else under that number.
import { type ActBody, rowOf } from '../../../shared/acts'
import { asMade, numberedAct, unnumberedAct } from '../../../shared/acts/made'
import { madeNumber } from '../../../shared/model/made'
import type { Procedure } from '../../../shared/model/procedure'
import { seenOf } from '../../../trust'
import type { Store } from '../store/contract/store'
import { knownProcedures } from './made-here'

/** One that names it already was made before, and keeps what its person saw. */
export function namedAsSeen<Body extends ActBody>(store: Pick<Store, 'mirror' | 'outbox'>, asked: Body): Body {
  if (!('procedureId' in asked)) return asked
  const procedure = knownProcedures(store).get(asked.procedureId)
  if (procedure === null) return asked
  const isBehind = waitsUnnumbered(store.outbox, procedure)
  const body = isBehind ? unnumberedAct(numberedAct(asked, procedure), procedure) : numberedAct(asked, procedure)
  if ('seen' in body && body.seen !== undefined) return body
  return { ...body, seen: seenOf(isBehind ? asMade(procedure) : procedure, rowOf(body).vials(body)) }
}

/**
 * Acts that were saved before the procedure had its number are still on their way. What follows them is called as they are: of two names
 * the outbox would make two things that need not wait for each other.
 */
function waitsUnnumbered(outbox: Pick<Store['outbox'], 'unsettled'>, { made }: Procedure): boolean {
  return made !== undefined && outbox.unsettled(madeNumber(made.id)).some(({ state }) => state !== 'accepted')
}
