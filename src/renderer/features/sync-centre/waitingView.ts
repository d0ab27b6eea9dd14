// Why an act still waits, in words: pure.
import { assertNever } from '../../../shared/assert-never'
import type { CentralLink } from '../../../shared/views/central-link'
import type { WaitingAct } from '../../../shared/views/sync'
import type { Format } from '../../i18n/format'
import type { Translate } from '../../i18n/messages'
import { problemText } from '../../parts/refusal/problemText'

export interface WaitingView {
  readonly why: string
  /** When it is tried again; null where nothing but the network, a person or its turn decides. */
  readonly againAtMs: number | null
  /** What central said the last time. */
  readonly detail: string | null
}

export function waitingView(act: WaitingAct, link: CentralLink, t: Translate, format: Format): WaitingView {
  const { waitingFor } = act
  const plain = (why: string): WaitingView => ({ why, againAtMs: null, detail: null })
  switch (waitingFor.kind) {
    case 'sending':
      return plain(t('sync.why.sending'))
    case 'itsTurn':
      return plain(t('sync.why.itsTurn'))
    case 'central':
      return plain(t(link.kind === 'offlineOnPurpose' ? 'sync.why.onPurpose' : 'sync.why.central'))
    case 'earlier':
      return plain(t('sync.why.earlier'))
    case 'nextAttempt':
      return {
        why: t('sync.why.nextAttempt', { count: act.attempts }),
        againAtMs: waitingFor.atMs,
        detail: waitingFor.problem === null ? null : problemText(waitingFor.problem, t, format),
      }
    default:
      return assertNever(waitingFor)
  }
}
