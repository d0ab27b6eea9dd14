// What any act can meet, and what a person's answer to a conflict can.
import type { Role } from '../../model/person'
import type { SeenProcedure } from '../../model/seen'
import type { SeenTank } from '../seen'
import { type ProblemRow, plain } from './problem'

export type AnyActProblem =
  | { readonly kind: 'notEntitled'; readonly name: string; readonly role: Role | null }
  /** `seen`: as the act names it. */
  | { readonly kind: 'unknownProcedure'; readonly procedureId: number; readonly seen?: SeenProcedure | undefined }
  /** Under that number central has something else than the person saw, as after a restore from a backup. */
  | {
      readonly kind: 'notWhatWasSeen'
      readonly seen: SeenProcedure | SeenTank
      readonly central: SeenProcedure | SeenTank
    }
  /** `intent`: its kind; null where not even the envelope could be read. */
  | { readonly kind: 'malformed'; readonly intent: string | null }
  /** An earlier act on the same procedure or cane was refused, in central's batch or in the outbox. */
  | { readonly kind: 'behindRefused'; readonly intentId: string }
  /** Central has accepted these, or refused them to another facility. */
  | { readonly kind: 'notRefused'; readonly intentIds: readonly string[] }
  /** These were resolved by another choice, as from a second machine with a copy of the bench's disk. */
  | {
      readonly kind: 'alreadyResolved'
      readonly intentIds: readonly string[]
      readonly choice: string
      readonly name: string
      readonly at: string
    }

export const ofAnyAct = {
  notEntitled: { ...plain, isFinal: false, scope: 'whole', canBeAskedAgain: true, meaning: 'rightWithdrawn' },
  unknownProcedure: {
    ...plain,
    isFinal: true,
    scope: 'whole',
    canBeAskedAgain: true,
    meaning: ({ seen }) => (seen === undefined ? 'impossible' : 'notAsSeen'),
  },
  notWhatWasSeen: { ...plain, isFinal: false, scope: 'whole', canBeAskedAgain: false, meaning: 'notAsSeen' },
  malformed: {
    ...plain,
    isFinal: true,
    isRemembered: ({ intent }) => intent !== null,
    scope: 'act',
    canBeAskedAgain: false,
    meaning: 'impossible',
  },
  behindRefused: { ...plain, isFinal: false, scope: 'act', canBeAskedAgain: false, meaning: 'movedOn' },
  notRefused: {
    ...plain,
    isFinal: false,
    scope: 'act',
    canBeAskedAgain: true,
    meaning: 'movedOn',
    ofNamed: 'undecided',
  },
  alreadyResolved: {
    ...plain,
    isFinal: true,
    scope: 'act',
    canBeAskedAgain: true,
    meaning: 'movedOn',
    ofNamed: 'resolved',
  },
} satisfies { readonly [Kind in AnyActProblem['kind']]: ProblemRow<Extract<AnyActProblem, { kind: Kind }>> }
