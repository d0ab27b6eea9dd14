// Tags on the readers that are still to be checked: one at a time, since the panel says one thing at a time.
import type { ReaderId } from '../../../../shared/model/reader'
import type { FieldEvent } from '../../readers/field-state'
import { type Decision, type Facts, isStop, type Situation } from './decision'
import { checkPresent, type Presence } from './tags-present'

interface PendingCheck {
  readonly reader: ReaderId
  readonly present: Presence
  readonly mustBeClear: boolean
}

export interface Checked {
  readonly reader: ReaderId
  readonly present: Presence
  readonly decision: Decision
}

export class PendingChecks {
  private readonly waiting = new Map<ReaderId, PendingCheck>()

  put(check: PendingCheck): void {
    this.waiting.set(check.reader, check)
  }

  /** Needs every event of every reader: whatever happens to a tag from now on is decided as it happens. */
  note(reader: ReaderId, event: FieldEvent): void {
    if (saysOfTags(event)) this.waiting.delete(reader)
  }

  /** Takes out the worst, with what follows from it as things are now; null if nothing is left. */
  next(
    lookUp: (reader: ReaderId, present: Presence) => { readonly situation: Situation; readonly facts: Facts },
  ): Checked | null {
    const checked = [...this.waiting.values()].map(({ reader, present, mustBeClear }): Checked => {
      const { situation, facts } = lookUp(reader, present)
      return { reader, present, decision: checkPresent(situation, reader, present, facts, mustBeClear) }
    })
    const [worst] = checked.sort((one, other) => rank(one.decision) - rank(other.decision))
    if (worst === undefined) return null
    this.waiting.delete(worst.reader)
    return worst
  }
}

/** An unreadable report and its end say nothing of the tag that lies there, and neither does what is no vial's. */
const saysOfTags = ({ kind }: FieldEvent): boolean =>
  kind !== 'malformed' && kind !== 'quiet' && kind !== 'aside' && kind !== 'asideLeft'

/** What is worst comes first, because it holds up all other readers. */
function rank(decision: Decision): number {
  if (decision.kind !== 'refused') return 3
  if (decision.hold.refusal.kind === 'otherSubject') return 0
  return isStop(decision.hold) ? 1 : 2
}
