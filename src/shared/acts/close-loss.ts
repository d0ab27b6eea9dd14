// Something that a restored central has lost was looked after: what a bench remembers of it is no open question any more.
import { act, nothing } from './act'
import { unchanged } from './foreseen'

export type CloseLoss = {
  readonly kind: 'loss.close'
  readonly lossId: string
  /** As the person saw it: the procedure's subject, or the vial's name. */
  readonly name: string
  /** `lostDigest` of what the person saw: another bench may have told otherwise since. Acts of older programs have none. */
  readonly seenDigest?: string | undefined
  /** What was done about it. */
  readonly reason: string
}

export const closeLoss = act<CloseLoss>()({
  kind: 'loss.close',
  right: 'loss.close',
  about: ({ lossId }) => ({ kind: 'loss', lossId }),
  event: () => null,
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: nothing,
  details: ({ reason }) => ({ tag: null, place: null, reason }),
  foresee: unchanged,
  shownBy: 'loss',
  byHand: 'nothing',
  canBeAskedAgain: false,
  problems: ['noSuchLoss', 'lossChanged', 'toBeVerified'],
  wire: ({ z, seenName, reason }) =>
    z.object({
      kind: z.literal('loss.close'),
      lossId: z.string().max(100),
      name: seenName,
      seenDigest: z.string().max(100).optional(),
      reason,
    }),
})
