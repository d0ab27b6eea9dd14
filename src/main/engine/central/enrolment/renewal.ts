// A bench whose identity is in doubt gets another from central without a code: its old token and key vouch for it. Until then it works on
// under a stand-in that central never sees, and sends nothing. Every step can be repeated after a lost connection or a crash.
import { type Delay, delayMs, reconnecting } from '../../../../platform/back-off'
import { retryUntilDone } from '../../../../platform/retry-until-done'
import { type WakeSignal, wakeSignalOn } from '../../../../platform/wake-signal'
import type { CertificateDoubt } from '../../../../shared/enrolment/central'
import type { Result } from '../../../../shared/result'
import type { Identity } from '../../store/contract'
import { budgetOn } from '../connection/budget'
import { type CallProblem, certificateIn } from '../connection/call-problem'
import { clientOutsideSession } from '../connection/client'
import type { LinkEvent } from '../connection/link'
import type { SyncNeeds } from '../connection/needs'
import type { Credentials } from './credentials'
import type { Enrolled } from './enrolled'
import { nextOf } from './next-identity'
import { askForIdentity, settleFormer } from './renewal-calls'

/** A renewal under way. */
export interface RunningRenewal {
  requestsUsed(): number
  /** Don't wait for the next attempt. */
  hurry(): void
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>
}

export type AfterAttempt =
  /** Central refuses. A code is needed, unless somebody asks for another attempt. */
  | { readonly kind: 'revoked' }
  | { readonly kind: 'retry'; readonly after: Delay; readonly certificate?: CertificateDoubt }

/** What follows an attempt that came to nothing. `failures`: in a row, this one included. */
export function afterAttempt(problem: CallProblem, failures: number): AfterAttempt {
  if (problem.kind === 'revoked' || problem.kind === 'refused') return { kind: 'revoked' }
  const asked = problem.kind === 'busy' ? problem.retryAfterMs : null
  return { kind: 'retry', after: asked ?? { attempt: failures, range: reconnecting }, ...certificateIn(problem) }
}

export interface RenewalNeeds {
  readonly sync: SyncNeeds
  readonly identity: Identity
  readonly credentials: Credentials
  readonly record: (event: LinkEvent) => void
  /** Called once, with the new identity that is to be kept. */
  readonly done: (enrolled: Enrolled) => void
}

/** Asks until central has given the new identity. */
export function startRenewal(needs: RenewalNeeds): RunningRenewal {
  const { sync, identity, credentials } = needs
  const { store, secrets, clock, timers, random } = sync
  const controller = new AbortController()
  const { signal } = controller
  const wake = wakeSignalOn(timers)
  const budget = budgetOn(clock, timers)
  const clientWith = (token: string) => {
    const access = { url: identity.centralUrl, token, fingerprint: identity.fingerprint ?? null }
    return clientOutsideSession(access, sync, signal, budget)
  }

  const attempt = async (): Promise<Result<Enrolled, CallProblem>> => {
    const next = await nextOf(secrets, credentials.benchId)
    const renewed = await askForIdentity(clientWith(credentials.token), secrets, { identity, credentials, next })
    if (!renewed.ok) return renewed
    const settled = await settleFormer(store.outbox, clientWith(renewed.value.credentials.token))
    return settled.ok ? renewed : settled
  }
  const retry = { signal, random, ...(sync.report && { report: sync.report }) }
  const running = retryUntilDone(retry, wake, () => renew(needs, attempt, wake, signal))

  return {
    requestsUsed: () => budget.used(),
    hurry: () => wake.wake(),
    async stop() {
      controller.abort()
      wake.wake()
      await running
    },
  }
}

async function renew(
  { sync: { clock, random }, record, done }: RenewalNeeds,
  attempt: () => Promise<Result<Enrolled, CallProblem>>,
  wake: WakeSignal,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 1; !signal.aborted; failures++) {
    const renewed = await attempt()
    if (signal.aborted) return
    if (renewed.ok) return done(renewed.value)
    const next = afterAttempt(renewed.problem, failures)
    if (next.kind === 'revoked') {
      record({ kind: 'revoked' })
      await wake.wait(null)
      continue
    }
    const { certificate } = next
    const waitMs = delayMs(random, next.after)
    const nextAttemptMs = clock.wallMs() + waitMs
    record({ kind: 'lost', atMs: clock.wallMs(), nextAttemptMs, ...(certificate && { certificate }) })
    await wake.wait(waitMs)
  }
}
