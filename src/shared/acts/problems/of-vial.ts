// A vial that is to be verified, and what a restored central has lost.
import type { ContainerId } from '../../model/ids'
import { type ProblemRow, plain } from './problem'

interface NamedVial {
  readonly name: string
  readonly subjectCode: string
}

export type VialProblem =
  | ({ readonly kind: 'noSuchVial'; readonly containerId: ContainerId } & NamedVial)
  /** Under that number central has another vial than the person saw. */
  | { readonly kind: 'otherVial'; readonly seen: NamedVial; readonly central: NamedVial }
  /** Somebody has verified it before. */
  | { readonly kind: 'nothingToVerify'; readonly name: string }
  /** No tag was read, and no reason was given. */
  | { readonly kind: 'scanMissing'; readonly name: string }
  | { readonly kind: 'noSuchLoss'; readonly name: string }
  /** What is on record about it says something else than the person saw. */
  | { readonly kind: 'lossChanged'; readonly name: string }
  /** It is about a vial that central has: only a scan says where that is. */
  | { readonly kind: 'toBeVerified'; readonly name: string }

const final = { ...plain, isFinal: true, scope: 'act', canBeAskedAgain: false } as const

export const ofVial = {
  noSuchVial: { ...final, meaning: 'notAsSeen' },
  otherVial: { ...final, isFinal: false, meaning: 'notAsSeen' },
  nothingToVerify: { ...final, isFinal: false, meaning: 'movedOn' },
  scanMissing: { ...final, meaning: 'impossible' },
  noSuchLoss: { ...final, meaning: 'impossible' },
  lossChanged: { ...final, meaning: 'notAsSeen' },
  toBeVerified: { ...final, isFinal: false, meaning: 'movedOn' },
} satisfies { readonly [Kind in VialProblem['kind']]: ProblemRow<Extract<VialProblem, { kind: Kind }>> }
