// What lies on readers and is still to be judged: one at a time, since the panel says one thing at a time.
import type { ReaderId } from '../../../../shared/model/reader'
import type { FieldEvent } from '../../readers/field-state'
import { type Decision, type Facts, isStop, type Situation } from './decide'
import { judge, type Lying } from './tags-present'

interface ToJudge {
  readonly reader: ReaderId
  readonly lying: Lying
  readonly mustBeClear: boolean
}

export interface Judged {
  readonly reader: ReaderId
  readonly lying: Lying
  readonly decision: Decision
}

export class Unjudged {
  private readonly waiting = new Map<ReaderId, ToJudge>()

  put(toJudge: ToJudge): void {
    this.waiting.set(toJudge.reader, toJudge)
  }

  /** To be told every event of every reader: what happens to a tag from now on is judged as it happens. */
  note(reader: ReaderId, event: FieldEvent): void {
    // An unreadable report and its end say nothing of the tag that lies there.
    if (event.kind !== 'malformed' && event.kind !== 'quiet') this.waiting.delete(reader)
  }

  /** Takes out the worst, with what follows from it as things are now; null if nothing is left. */
  next(known: (lying: Lying) => { readonly situation: Situation; readonly facts: Facts }): Judged | null {
    const judged = [...this.waiting.values()].map(({ reader, lying, mustBeClear }): Judged => {
      const { situation, facts } = known(lying)
      return { reader, lying, decision: judge(situation, reader, lying, facts, mustBeClear) }
    })
    const [worst] = judged.sort((one, other) => rank(one.decision) - rank(other.decision))
    if (worst === undefined) return null
    this.waiting.delete(worst.reader)
    return worst
  }
}

/** What is worst comes first, because it holds up all other readers. */
function rank(decision: Decision): number {
  if (decision.kind !== 'refused') return 3
  if (decision.hold.refusal.kind === 'otherSubject') return 0
  return isStop(decision.hold) ? 1 : 2
}
