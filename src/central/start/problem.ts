import type { PersonProblem } from '../domain/people/set-person'
import type { StoreProblem } from '../store/store'

/** Why central does not start. */
export type StartProblem =
  | StoreProblem
  | PersonProblem
  | { readonly kind: 'cannotListen'; readonly host: string; readonly port: number; readonly why: string }
