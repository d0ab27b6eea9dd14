// What an act is about, as the person saw it. A number alone is not enough: a central that was restored from a backup may have given it to
// something else. Central refuses an act where its own data differs; the same form is what a person's key will sign.
import type { ContainerId } from '../model/ids'
import { isUnnumbered } from '../model/made'
import type { Procedure, ProcedureVial } from '../model/procedure'
import type { SeenProcedure, SeenVial } from '../model/seen'

/** The tank of a new cane. */
export interface SeenTank {
  readonly tankName: string
}

/** As it goes with an act: `digest` is SHA-256 (hex) of `seenForm`, over all its vials. */
export interface Seen extends SeenProcedure {
  readonly digest: string
}

/** Named of a whole procedure: enough for a person to know it by, and an act stays small. The digest covers all. */
export const namedVials = 20

const vialOf = ({ containerId, name }: ProcedureVial): SeenVial => ({ containerId, name })

/** `concerned`: the vials that the act is about; empty for the whole procedure. In the procedure's own order. */
const vialsOf = ({ vials }: Procedure, concerned: readonly ContainerId[]): readonly SeenVial[] =>
  (concerned.length === 0 ? vials : vials.filter((vial) => concerned.includes(vial.containerId))).map(vialOf)

export function seenProcedure(procedure: Procedure, concerned: readonly ContainerId[]): SeenProcedure {
  const vials = vialsOf(procedure, concerned)
  return {
    type: procedure.typeName,
    subjectCode: procedure.subject?.code ?? null,
    createdAt: procedure.createdAt,
    vials: vials.slice(0, namedVials),
    vialCount: vials.length,
  }
}

/** The one canonical form: what bench and central make a digest of, each from its own data. */
export const seenForm = (procedure: Procedure, concerned: readonly ContainerId[]): object => ({
  form: 'cryobench/seen/v1',
  procedureId: procedure.id,
  type: procedure.typeName,
  // One that has no number yet is named by its UUID alone, and no two have the same.
  createdAt: isUnnumbered(procedure.id) ? null : procedure.createdAt,
  subjectCode: procedure.subject?.code ?? null,
  vials: vialsOf(procedure, concerned),
})

/** Whether the procedure is what was seen, as far as names tell; the digest tells the rest. Acts of older programs name nothing. */
export function isAsSeen(seen: SeenProcedure | undefined, procedure: Procedure): boolean {
  if (seen === undefined) return true
  const names = new Map(procedure.vials.map((vial) => [vial.containerId, vial.name]))
  return (
    seen.type === procedure.typeName &&
    (isUnnumbered(procedure.id) || seen.createdAt === procedure.createdAt) &&
    seen.subjectCode === (procedure.subject?.code ?? null) &&
    seen.vials.every(({ containerId, name }) => names.get(containerId) === name)
  )
}
