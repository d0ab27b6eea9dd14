// The bench's side of the agreement with central: enrols it, follows central's feed, sends the outbox, holds claims.

import { enduring } from '../../../platform/enduring'
import { turns } from '../../../platform/serial-queue'
import { bellOn } from '../../../platform/wake-signal'
import type { CentralSeen, EnrolmentRefusal } from '../../../shared/enrolment/central'
import type { Fingerprint } from '../../../shared/enrolment/fingerprint'
import type { CentralLink } from '../../../shared/model/central-link'
import type { ProcedureId } from '../../../shared/model/ids'
import { ok, type Result, refused } from '../../../shared/result'
import { requireRenewal } from '../store/identity-in-doubt'
import { type ClockVerdict, clockWatchOn } from './connection/clock-watch'
import { contactOf } from './connection/contact'
import type { SyncNeeds } from './connection/needs'
import {
  adopt,
  type Credentials,
  type Enrolled,
  type EnrolmentRequest,
  loadCredentials,
  requestEnrolment,
  saveCredentials,
} from './enrolment/enrolment'
import { lookAtCentral } from './enrolment/probe'
import { renewedCredentials, signerOf, startRenewal } from './enrolment/renewal'
import type { ClaimAnswer } from './sending/claims'
import { type Session, type SessionFacts, startSession } from './session'

export type EnrolmentProblem =
  | EnrolmentRefusal
  /** The system's safe storage or the disk refused; the code is used up. */
  | { readonly kind: 'notKept'; readonly detail: string }

export interface Sync {
  link(): CentralLink
  /** `url`: central's address, http or https. A bench that is enrolled already is enrolled anew, and keeps its work. */
  enrol(
    url: string,
    code: string,
    benchName: string,
    fingerprint?: Fingerprint | null,
  ): Promise<Result<null, EnrolmentProblem>>
  /** What a person needs to know of a central before the bench is enrolled there. Nothing is sent but the question whether it is one. */
  look(url: string, expected: Fingerprint | null): Promise<Result<CentralSeen, EnrolmentRefusal>>
  syncNow(): void
  claim(id: ProcedureId): Promise<ClaimAnswer>
  releaseClaim(id: ProcedureId): void
  /** Bench clock minus central's, milliseconds; null before the first contact. */
  clockOffsetMs(): number | null
  clockVerdict(): ClockVerdict
  /** No request leaves the bench until it is called with false; kept over a restart. Of no effect on a bench that is not enrolled. */
  workOffline(offline: boolean): Promise<void>
  status(): SyncStatus
  /** The computer slept. */
  wokeUp(): void
  /** Resolves when no more is read from or written to the store. */
  stop(): Promise<void>
}

export interface SyncStatus extends SessionFacts {
  readonly lastContactMs: number | null
}

const noSession: SessionFacts = { isLive: false, requestsUsed: 0, head: null }

/** How often the clock is looked at when nothing else asks for it. */
const clockLookMs = 10_000

const baseOf = (url: string): string => url.trim().replace(/\/+$/, '')

/**
 * Resolves as soon as the bench can sign again, long before central has answered; where the safe storage refuses, at once, and goes on
 * by itself when it doesn't any more.
 */
export async function startSync(needs: SyncNeeds): Promise<Sync> {
  const { store, secrets, clock, timers } = needs
  const clockWatch = clockWatchOn(clock)
  const contact = contactOf(needs)
  const { tell } = contact
  let session: Session | null = null
  let held: Credentials | null = null
  const stopping = new AbortController()
  /** What changes who the bench is happens one after the other. */
  const identityTurns = turns()

  const begin = (credentials: Credentials) => {
    const identity = store.profile.identity()
    if (identity === null || stopping.signal.aborted) return
    held = credentials
    contact.tellEnrolled()
    if (store.profile.offlineSinceMs() !== null) return
    if (store.profile.renewal() !== null) {
      session = startRenewal(needs, identity, credentials, tell, (renewed) =>
        inTurn(() => becomeAnother(credentials, renewed)),
      )
      return
    }
    const access = {
      url: identity.centralUrl,
      token: credentials.token,
      fingerprint: identity.fingerprint ?? null,
    }
    session = startSession(needs, access, clockWatch, tell, (why) => inTurn(() => doubt(credentials, why)))
  }

  const bell = bellOn(timers)
  const endurance = { signal: stopping.signal, random: needs.random, ...(needs.report && { report: needs.report }) }
  /** A full disk puts it off. */
  const inTurn = (work: () => Promise<void>) => void identityTurns.take(() => enduring(endurance, bell, work))

  const doubt = async (credentials: Credentials, why: 'sequenceUsed' | 'chainBroken') => {
    const identity = store.profile.identity()
    if (identity === null || identity.benchId !== credentials.benchId) return
    await end()
    requireRenewal(store.profile, identity, why, clock.wallMs())
    store.setSigner(signerOf(store, credentials))
    begin(credentials)
  }

  const becomeAnother = async (former: Credentials, renewed: Enrolled) => {
    // A code may have made it yet another meanwhile.
    if (store.profile.identity()?.benchId !== former.benchId) return
    await end()
    if (stopping.signal.aborted) return
    await keep(renewed)
    begin(renewed.credentials)
  }

  const end = async () => {
    const ending = session
    session = null
    await ending?.stop()
  }

  const enrol = async (request: EnrolmentRequest): Promise<Result<null, EnrolmentProblem>> => {
    const { url } = request
    // Nothing leaves the bench, whoever asks.
    if (store.profile.offlineSinceMs() !== null) return refused({ kind: 'unreachable' })
    const refuse = (why: EnrolmentRefusal) => tell({ kind: 'enrolmentRefused', why, url })
    tell({ kind: 'enrolling' })
    const enrolled = await requestEnrolment(request, needs, stopping.signal)
    if (!enrolled.ok) {
      refuse(enrolled.problem)
      session?.hurry()
      return enrolled
    }
    await end()
    if (stopping.signal.aborted) return refused({ kind: 'unreachable' })
    try {
      await keep(enrolled.value)
    } catch (error) {
      // The former secrets may be overwritten.
      tell({ kind: store.profile.identity() === null ? 'notEnrolled' : 'revoked' })
      return refused({ kind: 'notKept', detail: String(error) })
    }
    begin(enrolled.value.credentials)
    return ok(null)
  }

  /** Throws what the disk or the safe storage throws. */
  const keep = async (enrolled: Enrolled): Promise<void> => {
    store.profile.savePendingIdentity(enrolled.identity)
    await saveCredentials(secrets, enrolled.credentials)
    adopt(store, enrolled)
  }

  const resume = async () => {
    const pending = store.profile.pendingIdentity()
    const renewed = pending && (await renewedCredentials(secrets, pending))
    if (renewed !== null) await saveCredentials(secrets, renewed)
    const credentials = renewed ?? (await loadCredentials(secrets))
    if (pending !== null && credentials?.benchId === pending.benchId) adopt(store, { identity: pending, credentials })
    else if (pending !== null) store.profile.savePendingIdentity(null)
    const identity = store.profile.identity()
    if (identity === null) return
    if (credentials === null || credentials.benchId !== identity.benchId) {
      tell({ kind: 'revoked' })
      return
    }
    store.setSigner(signerOf(store, credentials))
    begin(credentials)
  }
  /** Each try in its turn: an enrolment in between gives the bench other secrets. */
  const resumeAgain = () => identityTurns.take(() => (held === null ? resume() : undefined))
  let resuming: Promise<void> = Promise.resolve()
  const resumeBell = bellOn(timers)
  try {
    await resume()
  } catch (error) {
    needs.report?.(error)
    // It is enrolled, and can't sign yet.
    if (store.profile.identity() !== null) contact.tellEnrolled()
    resuming = enduring(endurance, resumeBell, resumeAgain)
  }

  const workOffline = async (offline: boolean): Promise<void> => {
    if (held === null || offline === (store.profile.offlineSinceMs() !== null)) return
    if (!offline) {
      store.profile.saveOfflineSinceMs(null)
      begin(held)
      return
    }
    const sinceMs = clock.wallMs()
    store.profile.saveOfflineSinceMs(sinceMs)
    await end()
    tell({ kind: 'offlineOnPurpose', sinceMs })
  }

  let cancelLook = () => {}
  const look = () => {
    // Central's time tells whether the clock was set or time has passed.
    if (clockWatch.look()) session?.hurry()
    cancelLook = timers.after(clockLookMs, look)
  }
  look()

  return {
    link: contact.link,
    enrol: (url, code, benchName, fingerprint = null) =>
      identityTurns.take(() => enrol({ url: baseOf(url), code: code.trim(), benchName, fingerprint })),
    look: (url, expected) =>
      // Nothing leaves the bench, whoever asks.
      store.profile.offlineSinceMs() === null
        ? lookAtCentral({ url: baseOf(url), expected, judgesClock: true }, needs, stopping.signal)
        : Promise.resolve(refused({ kind: 'unreachable' })),
    syncNow() {
      resumeBell.ring()
      session?.hurry()
    },
    claim: (id) => session?.claim(id) ?? Promise.resolve({ kind: 'unanswered' }),
    releaseClaim: (id) => session?.release(id),
    clockOffsetMs: clockWatch.offsetMs,
    clockVerdict: clockWatch.verdict,
    workOffline: (offline) => identityTurns.take(() => workOffline(offline)),
    status: () => ({ ...(session?.facts() ?? noSession), lastContactMs: contact.lastMs() }),
    wokeUp: () => clockWatch.wokeUp(),
    async stop() {
      stopping.abort()
      bell.ring()
      resumeBell.ring()
      cancelLook()
      await resuming
      await identityTurns.done()
      await end()
      contact.keep()
    },
  }
}
