// What is made at a bench, and central can't make.
import type { SeenVial } from '../../model/seen'
import { type ProblemRow, plain } from './problem'

/** Why no procedure can take a vial now. */
export type NotFree = 'held' | 'inStorage' | 'notInStorage' | 'toVerify'

export type CreationProblem =
  /** The bench belongs to another facility than the person saw. */
  | { readonly kind: 'otherFacilityMeant'; readonly facilityId: number }
  | { readonly kind: 'unknownSubject'; readonly subjectCode: string }
  /** Registered before look-alikes were refused: nobody can guess which one is meant. */
  | { readonly kind: 'severalSubjects'; readonly subjectCode: string; readonly codes: readonly string[] }
  /** The subject has a vial whose name only looks the same. */
  | { readonly kind: 'alikeVial'; readonly name: string; readonly existing: string }
  | { readonly kind: 'vialsNotFree'; readonly why: NotFree; readonly vials: readonly SeenVial[] }

const row = { ...plain, isFinal: false, scope: 'act', canBeAskedAgain: true, meaning: 'cannotBeMade' } as const

const idsIn = (vials: unknown): readonly SeenVial['containerId'][] =>
  Array.isArray(vials) ? vials.flatMap((vial) => vial?.containerId ?? []) : []

export const ofCreation = {
  otherFacilityMeant: { ...row, isFinal: true, canBeAskedAgain: false },
  unknownSubject: row,
  severalSubjects: row,
  alikeVial: row,
  vialsNotFree: { ...row, vials: ({ vials }) => idsIn(vials) },
} satisfies { readonly [Kind in CreationProblem['kind']]: ProblemRow<Extract<CreationProblem, { kind: Kind }>> }
