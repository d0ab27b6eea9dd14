// This bench's central: which one it is, when sync begins, and how the embedded one of the demonstration is found again.
import type { CentralSeen, EnrolmentRefusal } from '../../../shared/enrolment/central'
import type { Fingerprint } from '../../../shared/enrolment/fingerprint'
import type { ProcedureId } from '../../../shared/model/ids'
import type { Clock, Timers } from '../../../shared/ports'
import { type Result, refused } from '../../../shared/result'
import type { CentralAddress } from '../../../shared/shell-messages'
import type { CentralLink } from '../../../shared/views/central-link'
import { bulkOn } from '../store/bulk'
import type { BenchStore } from '../store/contract/store'
import type { StoreJobs } from '../store/jobs'
import { type ClockVerdict, maySign, verdictOf } from './connection/clock-watch'
import type { SyncNeeds } from './connection/needs'
import { type CentralChoice, centralChoice } from './enrolment/address-choice'
import type { ClaimAnswer } from './sending/claims'
import type { Sync, SyncStatus } from './sync'

export interface BenchCentralNeeds {
  readonly store: Pick<BenchStore, 'profile'>
  readonly mode: 'demo' | 'bench'
  readonly benchName: string
  /** From the switches or a policy; null where the embedded central says it later, or a person. */
  readonly address: CentralAddress | null
  readonly clock: Clock
  readonly timers: Timers
  readonly startSync: (onLink: (link: CentralLink) => void) => Promise<Sync>
  /** The link, or the mode, is another one now. */
  readonly changed: () => void
  readonly report: (error: unknown) => void
}

export interface WithSyncNeeds extends Omit<SyncNeeds, 'onLink' | 'bulk'>, Omit<BenchCentralNeeds, 'startSync'> {
  readonly store: SyncNeeds['store']
  readonly report: (error: unknown) => void
  readonly paths: { readonly file: string }
  /** Threads beside the engine; without them commits move the write-ahead log by themselves. */
  readonly jobs?: StoreJobs
}

/** Sync is loaded when it starts: the first screen doesn't wait for its parsers. */
export function benchCentral(needs: WithSyncNeeds): BenchCentral {
  const { store, jobs, paths } = needs
  return new BenchCentral({
    ...needs,
    async startSync(onLink) {
      const { startSync } = await import('./sync')
      return startSync({ ...needs, onLink, ...(jobs && { bulk: () => bulkOn(store.log, jobs.keepLog(paths.file)) }) })
    },
  })
}

/** A bench that enrols itself starts with its PC, often before the network. */
const silentRetryMs = 30_000

/** What may be over without anybody doing something at this bench. */
const canPass = ({ kind }: EnrolmentRefusal): boolean =>
  kind === 'unreachable' || kind === 'noSuchHost' || kind === 'busy'

/** Only a code helps. */
const isUnknown = ({ kind }: CentralLink): boolean => kind === 'revoked' || kind === 'keysLost'

export class BenchCentral {
  private sync: Sync | null = null
  private starting: Promise<void> | null = null
  private current: CentralLink
  private kind: 'demo' | 'bench'
  /** As the shell sees it: a demonstration's bench can have been given to another central by hand since. */
  private chosen: 'demo' | 'bench'
  private address: CentralAddress | null = null
  /** A code that was refused once is not tried again. */
  private triedCode: string | null = null
  private stopped = false
  /** Nobody stands there who would try again. */
  private isSilent = false
  private cancelRetry = () => {}

  constructor(private readonly needs: BenchCentralNeeds) {
    this.kind = needs.mode
    this.chosen = needs.mode
    const sinceMs = needs.clock.wallMs()
    const { profile } = needs.store
    const onPurposeMs = profile.offlineSinceMs()
    if (profile.identity() === null) this.current = { kind: 'notEnrolled' }
    else if (onPurposeMs !== null) this.current = { kind: 'offlineOnPurpose', sinceMs: onPurposeMs }
    else this.current = { kind: 'offline', sinceMs, nextAttemptMs: null }
  }

  /** Resolves as soon as the bench can sign again: central itself is not waited for. Whoever calls it, it starts once. */
  start(): Promise<void> {
    this.starting ??= this.begin().then(() => {
      const address = this.address ?? this.needs.address
      if (address !== null) this.use(address)
    })
    return this.starting
  }

  link(): CentralLink {
    return this.current
  }

  /** `bench` as soon as it belongs to a central that somebody has chosen by hand. */
  mode(): 'demo' | 'bench' {
    return this.kind
  }

  clockOffsetMs(): number | null {
    return this.sync?.clockOffsetMs() ?? null
  }

  clock(): { readonly offsetMs: number | null; readonly verdict: ClockVerdict } {
    const offsetMs = this.clockOffsetMs()
    return { offsetMs, verdict: verdictOf(offsetMs) }
  }

  /** The clock's offset where it is so wrong that no approval may be signed; else null. */
  wrongClockMs(): number | null {
    return maySign(this.sync?.clockVerdict() ?? 'unknown') ? null : this.clockOffsetMs()
  }

  status(): SyncStatus {
    return this.sync?.status() ?? { isLive: false, requestsUsed: 0, head: null, lastContactMs: null }
  }

  workOffline(offline: boolean): void {
    this.sync?.workOffline(offline).catch(this.needs.report)
  }

  wokeUp(): void {
    this.sync?.wokeUp()
    this.sync?.syncNow()
  }

  syncNow(): void {
    this.sync?.syncNow()
  }

  claim(id: ProcedureId): Promise<ClaimAnswer> {
    return this.sync?.claim(id) ?? Promise.resolve({ kind: 'unanswered' })
  }

  releaseClaim(id: ProcedureId): void {
    this.sync?.releaseClaim(id)
  }

  /** From the switches at the start, or from the embedded central each time that it has started. */
  use(address: CentralAddress): void {
    this.address = address
    if (this.sync === null || (this.kind === 'bench' && this.chosen === 'demo')) return
    const choice = centralChoice(this.kind, this.needs.store.profile.identity(), address)
    if (choice.kind === 'enrol') this.enrol(choice.url, choice.code, choice.fingerprint)
    if (choice.kind === 'move') void this.move(choice).catch(this.needs.report)
  }

  /** On the first run: from now on this is a demonstration, whose embedded central follows with `use`. */
  becomeDemo(): void {
    this.kind = 'demo'
    this.chosen = 'demo'
    this.needs.changed()
  }

  /** Asks who answers there; nothing is told of this bench. */
  async probe(url: string, expected: Fingerprint | null): Promise<Result<CentralSeen, EnrolmentRefusal>> {
    return this.sync === null ? refused({ kind: 'unreachable' }) : this.sync.probe(url, expected)
  }

  /** `fingerprint`: of the key that the person has confirmed; null where there is no TLS. */
  enrolByHand(url: string, code: string, fingerprint: Fingerprint | null): void {
    this.isSilent = false
    this.cancelRetry()
    this.sync
      ?.enrol(url, code, this.needs.benchName, fingerprint)
      .then((enrolled) => {
        if (!enrolled.ok || this.kind === 'bench') return
        this.kind = 'bench'
        this.needs.changed()
      })
      .catch(this.needs.report)
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.cancelRetry()
    await this.sync?.stop()
  }

  private async begin(): Promise<void> {
    const sync = await this.needs.startSync((link) => this.moved(link))
    if (this.stopped) return sync.stop()
    this.sync = sync
    this.moved(sync.link())
  }

  private async move({ url, fingerprint }: Extract<CentralChoice, { kind: 'move' }>): Promise<void> {
    const { profile } = this.needs.store
    const identity = profile.identity()
    const { sync } = this
    if (identity === null || sync === null) return
    this.sync = null
    await sync.stop()
    const { fingerprint: _former, ...rest } = identity
    profile.saveIdentity({ ...rest, centralUrl: url, ...(fingerprint && { fingerprint }) })
    await this.begin()
    // The embedded central may have been started again meanwhile.
    if (this.address !== null) this.use(this.address)
  }

  private enrol(url: string, code: string, fingerprint: Fingerprint | null): void {
    this.triedCode = code
    this.isSilent = true
    this.sync?.enrol(url, code, this.needs.benchName, fingerprint).catch(this.needs.report)
  }

  private moved(link: CentralLink): void {
    this.current = link
    this.needs.changed()
    if (link.kind === 'enrolmentRefused' && this.isSilent && canPass(link.why)) {
      this.cancelRetry()
      this.cancelRetry = this.needs.timers.after(silentRetryMs, () => {
        if (this.address !== null) this.use(this.address)
      })
    }
    const { address } = this
    // The demonstration's data was thrown away, and with it what it knew of this bench.
    if (!isUnknown(link) || this.kind !== 'demo' || !address?.code || address.code === this.triedCode) return
    this.enrol(address.url, address.code, null)
  }
}
