// The bench's side of the agreement with central: enrols it, follows central's feed, sends the outbox, holds claims.
import type { CentralLink } from '../../../shared/ipc/snapshots'
import type { ProcedureId } from '../../../shared/model/ids'
import { ok, type Result, refused } from '../../../shared/result'
import type { ClaimAnswer } from './claims'
import { clockWatchOn } from './clock-watch'
import { adopt, type Credentials, type Enrolled, loadCredentials, requestEnrolment, saveCredentials } from './enrolment'
import { type EnrolmentRefusal, type LinkEvent, linkAfter } from './link'
import type { SyncNeeds } from './needs'
import { type Session, startSession } from './session'

export type EnrolmentProblem =
  | { readonly kind: EnrolmentRefusal }
  /** The system's safe storage or the disk refused; the code is used up. */
  | { readonly kind: 'notKept'; readonly detail: string }

export interface Sync {
  link(): CentralLink
  /** `url`: central's address, http or https. A bench that is enrolled already is enrolled anew, and keeps its work. */
  enrol(url: string, code: string, benchName: string): Promise<Result<null, EnrolmentProblem>>
  syncNow(): void
  claim(id: ProcedureId): Promise<ClaimAnswer>
  releaseClaim(id: ProcedureId): void
  /** Bench clock minus central's, milliseconds; null before the first contact. */
  clockOffsetMs(): number | null
  /** Resolves when no more is read from or written to the store. */
  stop(): Promise<void>
}

const baseOf = (url: string): string => url.trim().replace(/\/+$/, '')

/** Resolves as soon as the bench can sign again, long before central has answered. */
export async function startSync(needs: SyncNeeds): Promise<Sync> {
  const { store, secrets, clock, onLink } = needs
  const clockWatch = clockWatchOn(clock)
  let link: CentralLink = { kind: 'notEnrolled' }
  let session: Session | null = null
  const stopping = new AbortController()
  let enrolling: Promise<unknown> = Promise.resolve()

  const tell = (event: LinkEvent) => {
    const next = linkAfter(link, event)
    if (next === link) return
    link = next
    onLink(link)
  }

  const begin = (credentials: Credentials) => {
    const identity = store.profile.identity()
    if (identity === null || stopping.signal.aborted) return
    tell({ kind: 'enrolled', hasMirror: store.mirror.cursor() !== null, atMs: clock.wallMs() })
    session = startSession(needs, { url: identity.centralUrl, token: credentials.token }, clockWatch, tell)
  }

  const end = async () => {
    const ending = session
    session = null
    await ending?.stop()
  }

  const enrol = async (url: string, code: string, benchName: string): Promise<Result<null, EnrolmentProblem>> => {
    const refuse = (why: EnrolmentRefusal) => tell({ kind: 'enrolmentRefused', why, url })
    tell({ kind: 'enrolling' })
    const enrolled = await requestEnrolment({ url, code, benchName }, needs, stopping.signal)
    if (!enrolled.ok) {
      refuse(enrolled.problem)
      session?.hurry()
      return refused({ kind: enrolled.problem })
    }
    await end()
    if (stopping.signal.aborted) return refused({ kind: 'unreachable' })
    const problem = await keep(enrolled.value)
    if (problem !== null) return refused({ kind: 'notKept', detail: problem })
    begin(enrolled.value.credentials)
    return ok(null)
  }

  const keep = async (enrolled: Enrolled): Promise<string | null> => {
    try {
      store.profile.savePendingIdentity(enrolled.identity)
      await saveCredentials(secrets, enrolled.credentials)
      adopt(store, enrolled)
      return null
    } catch (error) {
      // The former secrets may be overwritten.
      tell({ kind: store.profile.identity() === null ? 'notEnrolled' : 'revoked' })
      return String(error)
    }
  }

  const resume = async () => {
    const credentials = await loadCredentials(secrets)
    const pending = store.profile.pendingIdentity()
    if (pending !== null && credentials?.benchId === pending.benchId) adopt(store, { identity: pending, credentials })
    else if (pending !== null) store.profile.savePendingIdentity(null)
    const identity = store.profile.identity()
    if (identity === null) return
    if (credentials === null || credentials.benchId !== identity.benchId) {
      tell({ kind: 'revoked' })
      return
    }
    store.setSigner(credentials)
    begin(credentials)
  }
  await resume()

  return {
    link: () => link,
    enrol(url, code, benchName) {
      const enrolled = enrolling.then(() => enrol(baseOf(url), code.trim(), benchName))
      enrolling = enrolled.catch(() => undefined)
      return enrolled
    },
    syncNow: () => session?.hurry(),
    claim: (id) => session?.claim(id) ?? Promise.resolve({ kind: 'unanswered' }),
    releaseClaim: (id) => session?.release(id),
    clockOffsetMs: clockWatch.offsetMs,
    async stop() {
      stopping.abort()
      await enrolling
      await end()
    },
  }
}
