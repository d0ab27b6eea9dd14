// The procedure's own rules refuse: see ../../procedure/step.ts.
import type { ConflictKind } from '../../model/conflict-kind'
import type { ContainerId } from '../../model/ids'
import type { ProcedureEventKind, ProcedureRefusal } from '../../procedure/event'
import { type Circumstances, type OriginSearch, type ProblemRow, plain } from './problem'

type Refused<Kind extends ProcedureRefusal['kind']> = Extract<ProcedureRefusal, { readonly kind: Kind }>

const changesStatus: readonly ProcedureEventKind[] = ['prepare', 'accept', 'cancel', 'start', 'complete', 'fail', 'end']

function meaningOfStatus(status: unknown, { isElsewhere }: Circumstances): ConflictKind {
  switch (status) {
    case 'CANCELLED':
      return 'cancelledCentrally'
    case 'IN_PROGRESS':
    case 'COMPLETED':
    case 'FAILED':
      return 'deviceExecuting'
    default:
      return isElsewhere() ? 'otherBench' : 'movedOn'
  }
}

const elsewhere = (_told: unknown, { isElsewhere }: Circumstances): ConflictKind =>
  isElsewhere() ? 'otherBench' : 'movedOn'

/** The vial has a tag: ours, which another bench has put on, or another one. */
function otherwise(tag: unknown, { bindsTag, isElsewhere, isClaimedElsewhere }: Circumstances): ConflictKind {
  if (bindsTag(tag)) return isElsewhere() ? 'otherBench' : 'movedOn'
  return isClaimedElsewhere() ? 'otherBench' : 'taggedOtherwise'
}

/** Whatever came as a list of vials. */
const vialsIn = (ids: unknown): readonly ContainerId[] => (Array.isArray(ids) ? ids : [])

/** A state of now: another one would not have it. */
const now = { ...plain, isFinal: false, scope: 'act', canBeAskedAgain: true } as const
/** No state could ever have it otherwise. */
const never = { ...plain, isFinal: true, scope: 'act', canBeAskedAgain: true, meaning: 'impossible' } as const

const assigned = ({ containerId }: { readonly containerId: ContainerId }) =>
  ({ in: 'procedure', events: ['assignTag'], vials: [containerId] }) as const

const missing = {
  ...now,
  meaning: elsewhere,
  vials: ({ containerIds }: { readonly containerIds?: unknown }) => vialsIn(containerIds),
  origin: ({ containerIds }: { readonly containerIds: readonly ContainerId[] }): OriginSearch => ({
    in: 'procedure',
    events: ['releaseTag'],
    vials: containerIds,
  }),
} as const

export const ofProcedure = {
  wrongStatus: {
    ...now,
    scope: 'whole',
    meaning: ({ status }, circumstances) => meaningOfStatus(status, circumstances),
    origin: () => ({ in: 'procedure', events: changesStatus }),
  },
  wrongType: { ...never, scope: 'whole' },
  unknownVial: never,
  vialsUntagged: missing,
  vialsUnplaced: missing,
  alreadyTagged: {
    ...now,
    meaning: ({ tag }, circumstances) => otherwise(tag, circumstances),
    origin: assigned,
  },
  otherTag: {
    ...now,
    meaning: ({ tag }, circumstances) => otherwise(tag, circumstances),
    origin: ({ containerId }) => ({ in: 'procedure', events: ['assignTag', 'releaseTag'], vials: [containerId] }),
  },
  tagTwice: { ...now, meaning: 'tagUsedElsewhere', origin: assigned },
  placeTwice: { ...now, meaning: 'placeTaken', origin: assigned },
  ownRequest: { ...now, scope: 'whole', meaning: 'rightWithdrawn' },
  reasonMissing: { ...never, canBeAskedAgain: false },
  outcomesMissing: { ...now, meaning: 'deviceExecuting' },
  alreadyDecided: { ...now, meaning: 'deviceExecuting' },
  otherDevice: { ...now, meaning: 'deviceExecuting' },
} satisfies { readonly [Kind in ProcedureRefusal['kind']]: ProblemRow<Refused<Kind>> }
