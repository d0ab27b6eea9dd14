// Why an intent has no effect. Each kind has its sentence in the benches' language files.
import type { KnownTag } from '../../shared/model/container'
import type { Role } from '../../shared/model/person'
import type { Place } from '../../shared/model/place'
import type { ProcedureRefusal } from '../../shared/procedure/event'
import type { CaneProblem } from './canes'
import type { ResolutionProblem } from './resolutions'

export type IntentProblem =
  | ProcedureRefusal
  | CaneProblem
  | ResolutionProblem
  | ({ readonly kind: 'tagUsed' } & KnownTag)
  | { readonly kind: 'placeTaken'; readonly place: Place }
  | { readonly kind: 'unknownPlace'; readonly place: Place }
  | { readonly kind: 'unknownProcedure'; readonly procedureId: number }
  | { readonly kind: 'notEntitled'; readonly name: string; readonly role: Role | null }
  | { readonly kind: 'malformed'; readonly intent: string }
