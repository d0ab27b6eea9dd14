// What runs with central at a time: a session, the renewal of an identity in doubt, or nothing.
import type { ClockWatch } from './connection/clock-watch'
import type { Contact } from './connection/contact'
import type { SyncNeeds } from './connection/needs'
import type { Credentials } from './enrolment/credentials'
import type { Enrolled } from './enrolment/enrolled'
import { type RunningRenewal, startRenewal } from './enrolment/renewal'
import type { IdentityDoubt } from './sending/answers'
import { type Session, startSession } from './session'

export interface BenchState {
  readonly isEnrolled: boolean
  /** Sync is about to end. */
  readonly isStopping: boolean
  readonly isOfflineOnPurpose: boolean
  readonly isIdentityInDoubt: boolean
}

/** `offline`: it is ready, and nothing may leave it. */
export type Begins = 'nothing' | 'offline' | 'renewal' | 'session'

export function whatBegins({ isEnrolled, isStopping, isOfflineOnPurpose, isIdentityInDoubt }: BenchState): Begins {
  if (!isEnrolled || isStopping) return 'nothing'
  if (isOfflineOnPurpose) return 'offline'
  return isIdentityInDoubt ? 'renewal' : 'session'
}

export interface CurrentSession {
  session(): Session | null
  /** What the bench signs and speaks with; null until it can. */
  credentials(): Credentials | null
  begin(credentials: Credentials): void
  /** Resolves when nothing of it runs any more. */
  end(): Promise<void>
}

export interface CurrentSessionNeeds {
  readonly sync: SyncNeeds
  readonly contact: Contact
  readonly clockWatch: ClockWatch
  readonly stopping: AbortSignal
  readonly onRenewed: (former: Credentials, renewed: Enrolled) => void
  readonly onDoubt: (credentials: Credentials, why: IdentityDoubt) => void
}

export function currentSessionOn(needs: CurrentSessionNeeds): CurrentSession {
  const { sync, contact, clockWatch, stopping, onRenewed, onDoubt } = needs
  const { profile } = sync.store
  const { record } = contact
  let session: Session | null = null
  let held: Credentials | null = null
  return {
    session: () => session,
    credentials: () => held,
    begin(credentials) {
      const identity = profile.identity()
      const begins = whatBegins({
        isEnrolled: identity !== null,
        isStopping: stopping.aborted,
        isOfflineOnPurpose: profile.offlineSinceMs() !== null,
        isIdentityInDoubt: profile.renewal() !== null,
      })
      if (identity === null || begins === 'nothing') return
      held = credentials
      contact.recordEnrolled()
      if (begins === 'renewal') {
        const done = (renewed: Enrolled) => onRenewed(credentials, renewed)
        session = renewing(startRenewal({ sync, identity, credentials, record, done }))
      }
      if (begins === 'session') {
        const { centralUrl: url, fingerprint = null } = identity
        const access = { url, token: credentials.token, fingerprint }
        session = startSession({ sync, access, clockWatch, record, onDoubt: (why) => onDoubt(credentials, why) })
      }
    },
    async end() {
      const ending = session
      session = null
      await ending?.stop()
    },
  }
}

/** Without an identity nothing can be claimed. */
const renewing = ({ requestsUsed, hurry, stop }: RunningRenewal): Session => ({
  facts: () => ({ stream: 'none', requestsUsed: requestsUsed(), head: null }),
  hurry,
  claim: () => Promise.resolve({ kind: 'unanswered' }),
  release: () => undefined,
  stop,
})
