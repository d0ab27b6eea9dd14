import { beforeAll, describe, expect, it } from 'vitest'
import { waitingView } from '../../../../../src/renderer/features/sync-centre/waitingView'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import { intentId } from '../../../../../src/shared/model/ids'
import type { CentralLink } from '../../../../../src/shared/views/central-link'
import type { WaitingFor } from '../../../../../src/shared/views/sync'
import { aWaitingAct } from '../../../../support/builders/sync'
import { format, links, t } from './support'

beforeAll(() => startI18n('en'))

describe('why an act waits', () => {
  const of = (waitingFor: WaitingFor, link: CentralLink = links.offline, attempts = 3) =>
    waitingView(aWaitingAct({ waitingFor, attempts }), link, t, format)

  it.each([
    [{ kind: 'sending' }, 'Being sent to central'],
    [{ kind: 'itsTurn' }, 'Goes out with the next request'],
    [{ kind: 'central' }, 'Waiting for the network'],
    [{ kind: 'earlier', intentId: intentId('x') }, 'Waiting for an earlier entry for the same procedure'],
  ] as const)('%j', (waitingFor, why) => {
    expect(of(waitingFor)).toEqual({ why, againAtMs: null, detail: null })
  })

  it('does not blame the network when somebody works offline on purpose', () => {
    expect(of({ kind: 'central' }, links.offlineOnPurpose).why).toBe('Waiting until you go back online')
  })

  it('counts down to the next attempt, and tells what central said', () => {
    const problem = { kind: 'notAccepted', status: 503 }
    expect(of({ kind: 'nextAttempt', atMs: 77, problem })).toEqual({
      why: 'Tried 3 times, next attempt:',
      againAtMs: 77,
      detail: 'Central did not accept it (503).',
    })
    expect(of({ kind: 'nextAttempt', atMs: 77, problem: null }, links.online, 1).why).toBe('Tried once, next attempt:')
  })
})
