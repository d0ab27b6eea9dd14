// Which procedure is being tagged at this bench, and what a read means when none is.

import type { ContainerId, ProcedureId } from '../../../../shared/model/ids'
import { lastingNumber } from '../../../../shared/model/made'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { ReaderId, ReaderSnapshot } from '../../../../shared/model/reader'
import { ok, type Result, refused } from '../../../../shared/result'
import type { OnReader } from '../../../../shared/views/inventory'
import type { Refusal } from '../../../../shared/views/refusal'
import type { TaggingSnapshot } from '../../../../shared/views/tagging'
import { namesDigest } from '../../../../trust'
import { notSavedBy } from '../../ipc/not-saved'
import type { ClaimAnswer, Lease } from '../../procedures/claim-lease'
import type { Foreseen } from '../../procedures/overlay'
import { type FieldEvent, isRead } from '../../readers/field-state'
import type { RawRead } from '../../store/contract/records'
import { OpenTagging, type TaggingNeeds } from './open-tagging'
import type { OperatorCommands } from './operator-commands'
import { ReaderCard } from './reader-card'
import { wasAnother } from './session'
import { TagsPresent } from './tags-present'

export interface BenchNeeds extends Omit<TaggingNeeds, 'present' | 'vialOnReader'> {
  readonly lease: Lease
  readonly whoActs: () => Result<Actor, Refusal>
  readonly isLifted: (reader: ReaderId) => boolean
  /** What lies on a reader where nobody is tagging; null when it has left. */
  readonly onReader: (shown: OnReader | null) => void
}

export class TaggingBench {
  private current: OpenTagging | null = null
  private opening: ProcedureId | null = null
  private readonly present: TagsPresent
  private readonly card: ReaderCard
  /** Whose vials were tagged last; null if that is not known. */
  private lastSubject: string | null = null
  /** Of which a person was told that it is another one than was begun here. */
  private toldAnother: ProcedureId | null = null

  constructor(private readonly needs: BenchNeeds) {
    this.present = new TagsPresent(needs)
    this.card = new ReaderCard({ ...needs, present: this.present, show: needs.onReader })
  }

  snapshot(): TaggingSnapshot | null {
    return this.current?.snapshot() ?? null
  }

  /** The procedure that somebody works on; null if none is open, or the open one is done. */
  openProcedure(): ProcedureId | null {
    const open = this.snapshot()
    return open === null || open.step.kind === 'finished' ? null : open.procedure.id
  }

  /** Goes on where a run that died left off. It waits for nothing: the claim is renewed on the side. */
  resume(): void {
    const { store, procedures, whoActs } = this.needs
    const id = store.tagging.open()
    const foreseen = id === null ? null : procedures.foreseen(id)
    const actor = whoActs()
    if (foreseen === null || !actor.ok) return
    if (this.isAnother(foreseen.procedure)) {
      store.tagging.append(
        lastingNumber(foreseen.procedure),
        { kind: 'stopped' },
        this.needs.clock.wallMs(),
        actor.value,
      )
      return
    }
    const { id: procedureId, subject } = foreseen.procedure
    // The run before was in the middle of this one.
    this.lastSubject = subject?.code ?? null
    this.begin(this.opened(foreseen, actor.value), foreseen, { kind: 'unanswered' })
    void this.needs.lease.claim(procedureId).then((answer) => this.claimAnswered(procedureId, answer))
  }

  /** Claims the procedure if central answers in time, and opens it. */
  async open(asked: ProcedureId): Promise<Result<TaggingSnapshot, Refusal>> {
    const id = this.numberOf(asked)
    // What only waits for its queueing, or was ended elsewhere, makes room for the next.
    if (this.current?.needsNobody() && this.current.record.id !== id) {
      const stopped = this.stop()
      if (!stopped.ok) return stopped
    }
    const busy = this.current !== null && !this.current.isOver() ? this.current.record.id : this.opening
    if (busy !== null && busy === this.current?.record.id && busy === id) return ok(this.current.snapshot())
    if (busy !== null) return refused({ kind: 'otherTaggingOpen', procedureId: busy })
    const before = this.openable(id)
    if (!before.ok) return before
    const { procedure } = before.value.foreseen
    // Said once: whoever opens it again has read that it is another one.
    if (this.isAnother(procedure) && this.toldAnother !== id) {
      this.toldAnother = id
      return refused({ kind: 'anotherProcedure', subjectCode: procedure.subject?.code ?? '' })
    }
    this.opening = id
    try {
      const answer = await this.needs.lease.claim(id)
      if (answer.kind === 'elsewhere') {
        return refused({ kind: 'claimedElsewhere', benchName: answer.benchName, until: answer.until })
      }
      const openable = this.openable(id)
      if (!openable.ok) return openable
      const { actor, foreseen } = openable.value
      const claim = answer.kind === 'held' ? null : this.needs.procedures.claimedElsewhere(foreseen.procedure)
      if (claim !== null) {
        return refused({ kind: 'claimedElsewhere', benchName: claim.benchName, until: claim.expiresAt })
      }
      const opened = this.opened(foreseen, actor)
      this.begin(opened, foreseen, answer)
      return ok(opened.snapshot())
    } catch (error) {
      this.needs.report(error)
      return refused(notSavedBy(error))
    } finally {
      this.opening = null
    }
  }

  stop(): Result<null, Refusal> {
    if (this.current === null) return refused({ kind: 'noTaggingOpen' })
    try {
      this.current.stop()
    } catch (error) {
      this.needs.report(error)
      return refused(notSavedBy(error))
    }
    this.needs.lease.end()
    this.current = null
    this.needs.show(null)
    return ok(null)
  }

  /** What the operator commands of the open one. */
  command(give: (commands: OperatorCommands) => Result<null, Refusal>): Result<null, Refusal> {
    return this.current === null ? refused({ kind: 'noTaggingOpen' }) : give(this.current.commands)
  }

  goTo(containerId: ContainerId): Result<null, Refusal> {
    return this.command((commands) => commands.goTo(containerId))
  }

  /** Journals a read before anything is concluded from it. Throws if it can't be kept, so that the reader tells it again. */
  onRead(reader: ReaderId, read: RawRead): void {
    try {
      this.needs.reads.append(reader, read)
    } catch (error) {
      if (this.current === null || this.current.isOver()) this.card.notSaved(reader, notSavedBy(error))
      else this.current.notSaved(reader, read.tags, error)
      throw error
    }
  }

  onField(reader: ReaderId, event: FieldEvent): void {
    // Two readers that see one vial tell of one read, and it has its answer.
    const isAlsoOn = event.kind === 'arrived' && this.present.alsoOn(reader, event.sighting.tag) !== null
    const isToldAlready = isAlsoOn && !this.current?.awaitsOneOn(reader)
    this.present.note(reader, event)
    if (isToldAlready) {
      this.conclude(reader, 'sameRead')
    } else if (!isRead(event)) {
      this.current?.onField(reader, event)
      this.card.ended(reader, event)
    } else if (this.current?.onField(reader, event)) {
      this.card.close()
    } else {
      this.conclude(reader, this.card.read(reader, event))
    }
  }

  /** What lies on a reader where nobody is tagging, as it is known by now; null if nothing does. */
  onReader(): OnReader | null {
    return this.card.now()
  }

  readersChanged(readers: readonly ReaderSnapshot[]): void {
    this.current?.readersChanged(readers)
  }

  /** A commit from elsewhere may have changed the open procedure. */
  forget(): void {
    this.current?.forget()
  }

  /** The bench closes: work that is open can be taken up again, and nobody has to confirm a last tag for that. */
  close(): void {
    if (this.current !== null) this.stop()
  }

  /** What the window has shown may have its number by now. */
  private numberOf(id: ProcedureId): ProcedureId {
    return this.needs.procedures.foreseen(id)?.procedure.id ?? id
  }

  /** This bench has begun to tag something else under this number. */
  private isAnother(procedure: Procedure): boolean {
    return wasAnother(this.needs.store.tagging.events(lastingNumber(procedure)), namesDigest(procedure))
  }

  private openable(id: ProcedureId) {
    const actor = this.needs.whoActs()
    if (!actor.ok) return actor
    const foreseen = this.needs.procedures.foreseen(id)
    if (foreseen === null) return refused({ kind: 'noSuchProcedure' } as const)
    const { type, status } = foreseen.procedure
    if (type !== 'STORE') return refused({ kind: 'wrongType', event: 'assignTag', type } as const)
    if (status !== 'PENDING') return refused({ kind: 'wrongStatus', event: 'assignTag', status } as const)
    return ok({ actor: actor.value, foreseen })
  }

  private opened(foreseen: Foreseen, actor: Actor): OpenTagging {
    const needs = { ...this.needs, present: this.present, vialOnReader: () => this.present.now().size > 0 }
    return new OpenTagging(needs, foreseen, actor, () => this.needs.lease.end())
  }

  private begin(opened: OpenTagging, { procedure }: Foreseen, answer: ClaimAnswer): void {
    const { id } = opened.record
    const subject = procedure.subject?.code ?? null
    const isSameSubject = subject !== null && subject === this.lastSubject
    this.lastSubject = subject
    this.current = opened
    this.needs.lease.keep(id, (renewed) => this.claimAnswered(id, renewed))
    this.claimAnswered(id, answer)
    if (opened.isOver()) this.needs.lease.end()
    opened.begin(this.present.now(), !isSameSubject)
  }

  private claimAnswered(id: ProcedureId, answer: ClaimAnswer): void {
    if (this.current === null || this.current.record.id !== this.numberOf(id) || this.current.isOver()) return
    if (this.current.wasEndedElsewhere()) {
      this.needs.lease.end()
      return
    }
    if (answer.kind === 'elsewhere') this.current.setClaim({ elsewhere: answer.benchName })
    else this.current.setClaim(answer.kind === 'held' ? 'held' : 'notNeeded')
  }

  private conclude(reader: ReaderId, conclusion: string): void {
    const { store, reads, report } = this.needs
    try {
      store.transact(() => reads.conclude(reader, conclusion))
    } catch (error) {
      report(error)
    }
  }
}
