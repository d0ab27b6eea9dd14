// What an earlier restore had lost, told once more by a bench that kept it: central may have been restored again, and have lost the list too. Pure.
import { type ProcedureStatus, procedureStatuses } from '../../../shared/model/procedure'
import type { LostThing } from '../../../shared/model/restoration'
import { type AtCentral, stepsTo, vialStillLost } from './losses-of'

type LostProcedure = Extract<LostThing, { readonly kind: 'procedure' }>

/** As central has it now; null where central has come as far by itself. */
export function stillLost(thing: LostThing, central: AtCentral): LostThing | null {
  if (thing.kind === 'procedure') return procedureStillLost(thing, central)
  return vialStillLost(thing, thing.containerId === null ? undefined : central.container(thing.containerId))
}

function procedureStillLost(thing: LostProcedure, { procedure }: AtCentral): LostThing | null {
  const { createdAt, type, subjectCode, remembered } = thing
  const isSame =
    procedure?.createdAt === createdAt &&
    procedure.typeName === type &&
    (procedure.subject?.code ?? null) === subjectCode
  if (!isSame) return { ...thing, atCentral: null }
  const status = procedureStatuses.find((each): each is ProcedureStatus => each === remembered) ?? 'UNKNOWN'
  const ahead = stepsTo[procedure.status] - stepsTo[status]
  const theirs = new Map(procedure.vials.map(({ containerId, tag }) => [containerId, tag]))
  const hasTags = thing.vials.every(({ containerId, tag }) => tag === null || theirs.get(containerId) !== null)
  const isThere = ahead > 0 || (procedure.statusName === remembered && hasTags)
  return isThere ? null : { ...thing, atCentral: procedure.statusName }
}
