// What the rows say of a problem. Total: a newer central may refuse with what this program has never heard of, and any data.
import type { ConflictKind } from '../../model/conflict-kind'
import type { Circumstances, ProblemRow } from './problem'
import { type ActProblem, type ProblemKind, problems } from './table'
import type { ToldProblem } from './told'

export type { ActProblem, ProblemKind, ProblemOf } from './table'
export type { ToldProblem } from './told'

/** What any act can be refused with, besides what its row lists. */
export const ofAnyAct: readonly ProblemKind[] = [
  'notEntitled',
  'malformed',
  'behindRefused',
  'alreadyResolved',
  'otherBench',
  'wrongHash',
  'wrongSignature',
  'idUsed',
  'sequenceUsed',
  'chainBroken',
  'notAccepted',
  'otherFacility',
  'unexplained',
]

const isKnown = (kind: string): kind is ProblemKind => Object.hasOwn(problems, kind)

/** The row of a problem that this program knows. */
export const rowOfProblem = ({ kind }: { readonly kind: ProblemKind }): ProblemRow<ActProblem> => problems[kind]

/** Null for one that this program doesn't know. */
export const rowOfTold = (told: ToldProblem | null): ProblemRow<ActProblem> | null =>
  told !== null && isKnown(told.kind) ? problems[told.kind] : null

/** Of one that this program doesn't know, nothing is known but whether central's answer was final. */
export function meaningOf(told: ToldProblem, isFinal: boolean, circumstances: Circumstances): ConflictKind {
  const row = rowOfTold(told)
  if (row === null) return isFinal ? 'impossible' : 'movedOn'
  return typeof row.meaning === 'function' ? row.meaning(told, circumstances) : row.meaning
}
