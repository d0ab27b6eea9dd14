// What needs attention: the list, the vial of it that is being verified, and what people sign about it.
import type { VerifyVial } from '../../../../shared/acts/verify-vial'
import type { ContainerId } from '../../../../shared/model/ids'
import type { Clock, Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type {
  AttentionPage,
  AttentionSnapshot,
  CloseLossInput,
  Count,
  OpenVerification,
  VerifyInput,
  VerifyUnscannedInput,
  VialToVerify,
} from '../../../../shared/views/attention'
import type { OnReader } from '../../../../shared/views/inventory'
import type { Refusal } from '../../../../shared/views/refusal'
import { lostDigest } from '../../../../trust'
import type { BenchStore } from '../../store/contract/store'
import { type PageQuery, pageOf, verifyRowOf } from './page'
import { askedForNow, nothingRead, type Reading, readingAfter, type Scanned, unsettledMs } from './reading'
import { isVialAsShown, rightFor, type SigningNeeds, sign, whyNotFoundAt } from './signing'
import { stepOf } from './step'

export interface AttentionDesk {
  snapshot(): AttentionSnapshot
  page(query: PageQuery): AttentionPage
  /** The vial that is verified next; null: the one that is laid on the reader. */
  open(vial: ContainerId | null): Result<null, Refusal>
  /** Nobody looks at the list: what lies on a reader is no answer to it. */
  close(): void
  /** What lies on a reader where nobody is tagging; returns what of it is none of this list's. */
  onReader(shown: OnReader | null): OnReader | null
  /** The vial whose tag was read, alone, was found here. */
  verify(input: VerifyInput): Promise<Result<null, Refusal>>
  /** Somebody entitled to it signs for a vial that can't be scanned. */
  verifyUnscanned(input: VerifyUnscannedInput): Result<null, Refusal>
  closeLoss(input: CloseLossInput): Result<null, Refusal>
  stop(): void
}

export interface AttentionNeeds extends SigningNeeds {
  readonly store: BenchStore
  readonly clock: Clock
  readonly timers: Timers
  readonly changed: () => void
}

const sumOf = (counts: readonly Count[]): Count => ({
  n: counts.reduce((sum, { n }) => sum + n, 0),
  exact: counts.every(({ exact }) => exact),
})

export const attentionDesk = (needs: AttentionNeeds): AttentionDesk => new Desk(needs)

class Desk implements AttentionDesk {
  private reading: Reading = nothingRead
  /** `closed`: the list is not looked at. */
  private opened: ContainerId | null | 'closed' = 'closed'
  private readNumber = 0
  private wakes: (() => void)[] = []

  constructor(private readonly needs: AttentionNeeds) {}

  snapshot(): AttentionSnapshot {
    const { mirror } = this.needs.store
    const [toVerify, losses] = [mirror.toVerifyCount(), mirror.lossToCloseCount()]
    const restorations = mirror
      .restorations()
      .map((restoration) => ({ restoration, open: mirror.lossCountOf(restoration.id) }))
    const told = restorations.filter(({ restoration, open }) => open.n > 0 || restoration.unheard.length > 0)
    return {
      count: sumOf([toVerify, losses, { n: told.length, exact: true }]),
      toVerify,
      losses,
      waiting: mirror.lookedAfterHere(),
      restorations,
      open: this.openVerification(),
      readNumber: this.readNumber,
    }
  }

  page(query: PageQuery): AttentionPage {
    return pageOf(this.needs.store, query)
  }

  open(vial: ContainerId | null): Result<null, Refusal> {
    if (vial !== null && this.toVerify(vial) === null) return refused({ kind: 'notToVerify' })
    // Whoever goes back to the list has done with the vial, also while it still lies there.
    const isLeft = this.opened !== null && this.opened !== 'closed' && this.opened !== vial
    if (isLeft && vial === null) this.reading = { ...this.reading, scanned: null }
    this.opened = vial ?? this.scannedToVerify()
    this.needs.changed()
    return ok(null)
  }

  close(): void {
    this.opened = 'closed'
    this.reading = askedForNow(this.reading)
    this.needs.changed()
  }

  onReader(shown: OnReader | null): OnReader | null {
    this.reading = readingAfter(this.reading, shown, this.needs.clock.monotonicMs())
    this.wake()
    if (this.opened === 'closed') {
      this.reading = askedForNow(this.reading)
      return shown
    }
    if (this.opened === null || this.toVerify(this.opened) === null) this.opened = this.scannedToVerify()
    if (this.opened === null) return shown
    if (shown !== null) this.readNumber += 1
    this.needs.changed()
    return null
  }

  async verify({ containerId, seen, found }: VerifyInput): Promise<Result<null, Refusal>> {
    for (;;) {
      const scanned = this.scannedVial(containerId)
      if (!scanned.ok) return scanned
      const waitMs = unsettledMs(scanned.value, this.needs.clock.monotonicMs())
      if (waitMs > 0) {
        await this.settles(waitMs)
        continue
      }
      const { tag } = scanned.value
      return this.signed({ kind: 'vial.verify', containerId, ...seen, tag, found })
    }
  }

  verifyUnscanned({ containerId, seen, found, reason }: VerifyUnscannedInput): Result<null, Refusal> {
    return this.signed({ kind: 'vial.verify', containerId, ...seen, tag: null, found, reason })
  }

  closeLoss({ lossId, seen, reason }: CloseLossInput): Result<null, Refusal> {
    const loss = this.needs.store.mirror.loss(lossId)
    if (loss === null) return refused({ kind: 'noSuchLoss' })
    const { thing } = loss
    if (seen !== lostDigest(thing)) return refused({ kind: 'changedMeanwhile' })
    const name = thing.kind === 'vial' ? thing.name : (thing.subjectCode ?? '')
    return sign(this.needs, { kind: 'loss.close', lossId, name, seenDigest: seen, reason })
  }

  stop(): void {
    this.reading = nothingRead
    this.wake()
  }

  private signed(body: VerifyVial): Result<null, Refusal> {
    const vial = this.toVerify(body.containerId)
    if (vial === null) return refused({ kind: 'notToVerify' })
    if (!isVialAsShown(vial, body)) return refused({ kind: 'notAsShown' })
    const misplaced = whyNotFoundAt(body.found, vial, this.needs)
    if (misplaced !== null) return refused(misplaced)
    const done = sign(this.needs, body, rightFor(body))
    if (done.ok) {
      // It is done with, also while it still lies there.
      this.reading = { ...this.reading, scanned: null }
      if (this.opened !== 'closed') this.opened = null
      this.needs.changed()
    }
    return done
  }

  /** Its tag, read alone and nothing after it; or what was read instead. */
  private scannedVial(id: ContainerId): Result<Scanned, Refusal> {
    const { scanned, shown } = this.reading
    if (scanned?.containerId === id) return ok(scanned)
    if (shown?.kind === 'several') return refused({ kind: 'severalOnReader', count: shown.tags.length })
    if (shown?.kind === 'vial') {
      const { name, subjectCode } = shown.container
      return refused({ kind: 'otherOnReader', name, subjectCode })
    }
    if (shown?.kind === 'notSaved') return refused(shown)
    if (shown?.kind === 'namedVial') return refused({ kind: 'otherOnReader', ...shown.vial })
    return refused({ kind: 'notScanned' })
  }

  private toVerify(id: ContainerId): VialToVerify | null {
    const { mirror } = this.needs.store
    const row = mirror.isToVerify(id) ? mirror.container(id) : null
    return (row && verifyRowOf(this.needs.store, row)?.vial) ?? null
  }

  private scannedToVerify(): ContainerId | null {
    const { shown, scanned } = this.reading
    return shown !== null && scanned !== null && this.toVerify(scanned.containerId) ? scanned.containerId : null
  }

  private openVerification(): OpenVerification | null {
    if (this.opened === null || this.opened === 'closed') return null
    const vial = this.toVerify(this.opened)
    const row = vial && verifyRowOf(this.needs.store, vial)
    if (row === null) return null
    const procedures = this.needs.store.mirror
      .openProcedures()
      .filter(({ vials }) => vials.some(({ containerId }) => containerId === row.vial.id))
      .map(({ id }) => id)
    return { row, step: stepOf(row.vial, this.reading), procedures }
  }

  /** Until then, or until something happens on a reader. */
  private settles(ms: number): Promise<void> {
    return new Promise((done) => {
      const cancel = this.needs.timers.after(ms, done)
      this.wakes.push(() => {
        cancel()
        done()
      })
    })
  }

  private wake(): void {
    const waiting = this.wakes
    this.wakes = []
    for (const each of waiting) each()
  }
}
