// Acts name what they are about as this bench knows it: central refuses them where it knows something else under that number.
import { type ActBody, rowOf } from '../../../shared/acts'
import { seenOf } from '../../../trust'
import type { Mirror } from '../store/contract/mirror'

/** One that names it already was made before, and keeps what its person saw. */
export function namedAsSeen<Body extends ActBody>(mirror: Pick<Mirror, 'procedure'>, body: Body): Body {
  if (!('procedureId' in body) || body.seen !== undefined) return body
  const procedure = mirror.procedure(body.procedureId)
  return procedure === null ? body : { ...body, seen: seenOf(procedure, rowOf(body).vials(body)) }
}
