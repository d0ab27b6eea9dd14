// Everything that changes who the bench is, or whether it may use the network: a start, an enrolment, an identity in doubt or renewed. These run
// one after the other, since each ends the current session, writes the profile and the safe storage, and begins another.
import { retryUntilDone } from '../../../platform/retry-until-done'
import { serialQueue } from '../../../platform/serial-queue'
import { wakeSignalOn } from '../../../platform/wake-signal'
import type { EnrolmentRefusal } from '../../../shared/enrolment/central'
import { ok, type Result, refused } from '../../../shared/result'
import { notSavedBy } from '../ipc/not-saved'
import { requireRenewal } from '../store/identity-in-doubt'
import type { Contact } from './connection/contact'
import type { SyncNeeds } from './connection/needs'
import type { CurrentSession } from './current-session'
import { keepEnrolled } from './enrolment/adopt'
import { type Credentials, KeyStoreLocked, signerOf } from './enrolment/credentials'
import { type EnrolmentRequest, requestEnrolment } from './enrolment/enrol'
import type { Enrolled } from './enrolment/enrolled'
import { resumeIdentity } from './enrolment/resume'
import type { IdentityDoubt } from './sending/answers'

export interface IdentityChangeNeeds {
  readonly sync: SyncNeeds
  readonly contact: Contact
  readonly current: CurrentSession
  readonly stopping: AbortSignal
}

export interface IdentityChanges {
  /** Resolves when the bench can sign again, or has to wait for a safe storage that refuses: then it goes on by itself. */
  resume(): Promise<void>
  /** Tries again at once what the disk or the safe storage has refused at the start. */
  resumeNow(): void
  enrol(request: EnrolmentRequest): Promise<Result<null, EnrolmentRefusal>>
  workOffline(offline: boolean): Promise<void>
  /** Central has refused acts for their place in this bench's chain: another machine may have signed as this bench. */
  doubted(credentials: Credentials, why: IdentityDoubt): void
  /** Central has given the bench another identity. */
  renewed(former: Credentials, renewed: Enrolled): void
  /** Resolves when no change is under way. To be called once `stopping` is aborted. */
  ended(): Promise<void>
}

export function identityChangesOn(needs: IdentityChangeNeeds): IdentityChanges {
  const { sync, current, stopping } = needs
  const { store, timers, random, report } = sync
  const queue = serialQueue()
  const retry = { signal: stopping, random, ...(report && { report }) }
  const wake = wakeSignalOn(timers)
  const resumeWake = wakeSignalOn(timers)
  /** Woken by the end alone. */
  const shownWake = wakeSignalOn(timers)
  let resuming: Promise<void> = Promise.resolve()
  let isResuming = false
  /** Queued like every change: an enrolment in between gives the bench other secrets. */
  const resumeLater = (afterMs = 0) => {
    if (isResuming) return
    isResuming = true
    const again = () => queue.run(() => (current.session() === null ? resume(needs) : undefined))
    const waited = afterMs === 0 ? Promise.resolve() : shownWake.wait(afterMs)
    resuming = waited
      .then(() => retryUntilDone(retry, resumeWake, again))
      .finally(() => {
        isResuming = false
      })
  }
  const keepWake = wakeSignalOn(timers)
  let keeping: Promise<void> = Promise.resolve()
  let unkept: Enrolled | null = null
  /** Its code is used, so that only this run can keep it; a later code is another identity. */
  const keepLater = (enrolled: Enrolled) => {
    unkept = enrolled
    const keep = async () => {
      if (unkept !== enrolled || store.profile.identity() !== null) return
      await keepEnrolled(store, sync.secrets, enrolled)
      current.begin(enrolled.credentials)
    }
    keeping = retryUntilDone(retry, keepWake, () => queue.run(keep))
  }
  /** Tried again as long as the disk is full. */
  const inTurn = (work: () => Promise<void>) => void queue.run(() => retryUntilDone(retry, wake, work))

  return {
    async resume() {
      try {
        await resume(needs)
      } catch (error) {
        report?.(error)
        // It is enrolled, and can't sign yet.
        if (store.profile.identity() !== null) showWhyNotReady(needs, error)
        resumeLater()
      }
    },
    resumeNow() {
      resumeWake.wake()
      keepWake.wake()
    },
    enrol: (request) => queue.run(() => enrol(needs, request, { resumeLater, keepLater })),
    workOffline: (offline) => queue.run(() => workOffline(needs, offline)),
    doubted: (credentials, why) => inTurn(() => doubt(needs, credentials, why)),
    renewed: (former, renewed) => inTurn(() => becomeAnother(needs, former, renewed)),
    async ended() {
      wake.wake()
      shownWake.wake()
      resumeWake.wake()
      keepWake.wake()
      await Promise.all([resuming, keeping])
      await queue.settled()
    },
  }
}

/** What is wrong with the disk is not said of the key store, which somebody would then try to unlock. */
function showWhyNotReady({ sync, contact }: Pick<IdentityChangeNeeds, 'sync' | 'contact'>, error: unknown): void {
  if (error instanceof KeyStoreLocked) contact.record({ kind: 'keyStoreLocked', atMs: sync.clock.wallMs() })
  else contact.recordEnrolled()
}

/** Screens are told of the latest link only, a moment later: a refusal stands for so long at least. Milliseconds. */
const refusalShownMs = 1000

const notKeptBy = (error: unknown, kind: 'notKept' | 'formerKept'): EnrolmentRefusal => {
  const { why, detail } = notSavedBy(error)
  return { kind, why: error instanceof KeyStoreLocked ? 'noKeys' : why, detail }
}

async function resume({ sync: { store, secrets }, contact, current }: IdentityChangeNeeds): Promise<void> {
  const resumed = await resumeIdentity(store, secrets)
  if (resumed.kind === 'keysLost') contact.record({ kind: 'keysLost' })
  if (resumed.kind === 'ready') current.begin(resumed.credentials)
}

async function enrol(
  { sync, contact, current, stopping }: IdentityChangeNeeds,
  request: EnrolmentRequest,
  {
    resumeLater,
    keepLater,
  }: { readonly resumeLater: (afterMs: number) => void; readonly keepLater: (enrolled: Enrolled) => void },
): Promise<Result<null, EnrolmentRefusal>> {
  const { store, secrets } = sync
  // Nothing leaves the bench, whoever asks.
  if (store.profile.offlineSinceMs() !== null) return refused({ kind: 'unreachable' })
  contact.record({ kind: 'enrolling' })
  const enrolled = await requestEnrolment(request, sync, stopping)
  if (!enrolled.ok) {
    contact.record({ kind: 'enrolmentRefused', why: enrolled.problem, url: request.url })
    current.session()?.hurry()
    return enrolled
  }
  await current.end()
  if (stopping.aborted) return refused({ kind: 'unreachable' })
  try {
    await keepEnrolled(store, secrets, enrolled.value)
  } catch (error) {
    sync.report?.(error)
    const isFirst = store.profile.identity() === null
    const why = notKeptBy(error, isFirst ? 'notKept' : 'formerKept')
    if (error instanceof KeyStoreLocked && !isFirst) showWhyNotReady({ sync, contact }, error)
    else contact.record({ kind: 'enrolmentRefused', why, url: request.url })
    // The former secrets may be there still, or be overwritten by now: who the bench is shows once they can be read.
    if (isFirst) keepLater(enrolled.value)
    else resumeLater(refusalShownMs)
    return refused(why)
  }
  current.begin(enrolled.value.credentials)
  return ok(null)
}

async function doubt(
  { sync: { store, clock }, current }: IdentityChangeNeeds,
  credentials: Credentials,
  why: IdentityDoubt,
): Promise<void> {
  const identity = store.profile.identity()
  if (identity === null || identity.benchId !== credentials.benchId) return
  await current.end()
  requireRenewal(store.profile, identity, why, clock.wallMs())
  store.setSigner(signerOf(store, credentials))
  current.begin(credentials)
}

async function becomeAnother(
  { sync: { store, secrets }, current, stopping }: IdentityChangeNeeds,
  former: Credentials,
  renewed: Enrolled,
): Promise<void> {
  // A code may have made it yet another meanwhile.
  if (store.profile.identity()?.benchId !== former.benchId) return
  await current.end()
  if (stopping.aborted) return
  await keepEnrolled(store, secrets, renewed)
  current.begin(renewed.credentials)
}

async function workOffline(
  { sync: { store, clock }, contact, current }: IdentityChangeNeeds,
  offline: boolean,
): Promise<void> {
  const { profile } = store
  const credentials = current.credentials()
  if (credentials === null || offline === (profile.offlineSinceMs() !== null)) return
  if (!offline) {
    profile.saveOfflineSinceMs(null)
    current.begin(credentials)
    return
  }
  const sinceMs = clock.wallMs()
  profile.saveOfflineSinceMs(sinceMs)
  await current.end()
  contact.record({ kind: 'offlineOnPurpose', sinceMs })
}
