// The signed envelope is not what it should be. Central does not remember such an act: it may be forged.
import { type ProblemRow, plain } from './problem'

export type EnvelopeProblem =
  | { readonly kind: 'otherBench'; readonly benchId: string }
  | { readonly kind: 'wrongHash' }
  | { readonly kind: 'wrongSignature' }
  | { readonly kind: 'idUsed' }
  | { readonly kind: 'sequenceUsed'; readonly benchSeq: number }
  | { readonly kind: 'chainBroken'; readonly benchSeq: number }

const forged = {
  ...plain,
  isFinal: true,
  isRemembered: () => false,
  scope: 'act',
  canBeAskedAgain: true,
  meaning: 'impossible',
} as const

export const ofEnvelope = {
  otherBench: forged,
  wrongHash: forged,
  wrongSignature: forged,
  idUsed: forged,
  sequenceUsed: forged,
  chainBroken: forged,
} satisfies { readonly [Kind in EnvelopeProblem['kind']]: ProblemRow<Extract<EnvelopeProblem, { kind: Kind }>> }
