// Every act's body on the wire, from the rows' own schemas. Only who parses bodies imports this: it brings the parser along.
import { z } from 'zod'
import { type ActKind, acts } from './table'
import { wireFields } from './wire-fields'

type SchemaOf<Kind extends ActKind> = ReturnType<(typeof acts)[Kind]['wire']>

const [first, ...rest]: readonly SchemaOf<ActKind>[] = Object.values(acts).map((row) => row.wire(wireFields))
if (first === undefined) throw new Error('There are no acts')

export const actBody = z.discriminatedUnion('kind', [first, ...rest])

/** A body as it is written, before its ids are told apart. */
export type ActInput = z.input<typeof actBody>
