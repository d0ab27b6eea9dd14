// Sync between this bench and central: enrols the bench, follows central's feed, sends the outbox, holds claims.

import type { CentralSeen, EnrolmentRefusal } from '../../../shared/enrolment/central'
import type { Fingerprint } from '../../../shared/enrolment/fingerprint'
import type { ProcedureId } from '../../../shared/model/ids'
import { type Result, refused } from '../../../shared/result'
import type { CentralLink } from '../../../shared/views/central-link'
import { type ClockVerdict, clockWatchOn, onClockJumps } from './connection/clock-watch'
import { contactOf } from './connection/contact'
import type { SyncNeeds } from './connection/needs'
import { type CurrentSession, currentSessionOn } from './current-session'
import { probeCentral } from './enrolment/probe'
import { type IdentityChanges, identityChangesOn } from './identity-changes'
import type { ClaimAnswer } from './sending/claims'
import type { SessionFacts } from './session'

export interface Sync {
  link(): CentralLink
  /** `url`: central's address, http or https. A bench that is enrolled already is enrolled anew, and keeps its work. */
  enrol(
    url: string,
    code: string,
    benchName: string,
    fingerprint?: Fingerprint | null,
  ): Promise<Result<null, EnrolmentRefusal>>
  /** What a person needs to know of a central before the bench is enrolled there. Nothing is sent but the question whether it is one. */
  probe(url: string, expected: Fingerprint | null): Promise<Result<CentralSeen, EnrolmentRefusal>>
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

const noSession: SessionFacts = { stream: 'none', requestsUsed: 0, head: null }

const baseOf = (url: string): string => url.trim().replace(/\/+$/, '')

/**
 * Resolves as soon as the bench can sign again, long before central has answered; where the safe storage refuses, at once, and goes on
 * by itself when it doesn't any more.
 */
export async function startSync(sync: SyncNeeds): Promise<Sync> {
  const { store, clock, timers } = sync
  const stopping = new AbortController()
  const { signal } = stopping
  const contact = contactOf(sync)
  const clockWatch = clockWatchOn(clock, (byMs) => contact.record({ kind: 'clockSet', byMs }))
  const current: CurrentSession = currentSessionOn({
    sync,
    contact,
    clockWatch,
    stopping: signal,
    onRenewed: (former, renewed) => identity.renewed(former, renewed),
    onDoubt: (credentials, why) => identity.doubted(credentials, why),
  })
  const identity: IdentityChanges = identityChangesOn({ sync, contact, current, stopping: signal })
  await identity.resume()
  // Central's time tells whether the clock was set or time has passed.
  const stopClockChecks = onClockJumps(clockWatch, timers, () => current.session()?.hurry())

  return {
    link: contact.link,
    enrol: (url, code, benchName, fingerprint = null) =>
      identity.enrol({ url: baseOf(url), code: code.trim(), benchName, fingerprint }),
    probe: (url, expected) =>
      // Nothing leaves the bench, whoever asks.
      store.profile.offlineSinceMs() === null
        ? probeCentral({ url: baseOf(url), expected, judgesClock: true }, sync, signal)
        : Promise.resolve(refused({ kind: 'unreachable' })),
    syncNow() {
      identity.resumeNow()
      current.session()?.hurry()
    },
    claim: (id) => current.session()?.claim(id) ?? Promise.resolve({ kind: 'unanswered' }),
    releaseClaim: (id) => current.session()?.release(id),
    clockOffsetMs: clockWatch.offsetMs,
    clockVerdict: clockWatch.verdict,
    workOffline: (offline) => identity.workOffline(offline),
    status: () => ({ ...(current.session()?.facts() ?? noSession), lastContactMs: contact.lastMs() }),
    wokeUp: () => clockWatch.wokeUp(),
    async stop() {
      stopping.abort()
      stopClockChecks()
      await identity.ended()
      await current.end()
      contact.saveLast()
    },
  }
}
