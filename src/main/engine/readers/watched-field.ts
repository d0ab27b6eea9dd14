// A reader's field in time: feeds inventories and the clock into the fold, and journals before anybody hears of an event.
import { isLifted } from './field'
import type { FieldEvent, FieldRule } from './field-state'
import type { Inventory, ReaderPorts } from './reader'
import type { IsVialTag } from './vial-tags'
import {
  emptyWhole,
  findWhole,
  loseWhole,
  nextWholeDueMs,
  passWholeTime,
  takeReport,
  type WholeField,
} from './whole-field'

export interface FieldHost extends ReaderPorts {
  readonly rule: FieldRule
  readonly isVialTag: IsVialTag
  /** Called before the events that follow from the inventory. */
  journal(inventory: Inventory): void
  onEvent(event: FieldEvent, inventory: Inventory | undefined): void
  /** `journal` or `onEvent` threw. */
  notTaken(error: unknown): void
}

/** An event of time, or of a reader that knows its field is empty, has no read behind it. */
const comesFromRead = (event: FieldEvent) =>
  !(
    event.kind === 'cleared' ||
    event.kind === 'quiet' ||
    event.kind === 'asideLeft' ||
    (event.kind === 'left' && event.why === 'unseen')
  )

export class WatchedField {
  private state: WholeField = emptyWhole
  private cancelDue: (() => void) | undefined

  constructor(private readonly host: FieldHost) {}

  apply(report: Inventory): void {
    const { rule, isVialTag } = this.host
    const step = takeReport(this.state, report, isVialTag, rule)
    if (step.events.some(comesFromRead)) {
      try {
        this.host.journal(report)
      } catch (error) {
        // The field stays as it was: what could not be journaled has not happened, and the next repeat tries again.
        this.host.notTaken(error)
        return
      }
    }
    this.state = step.state
    this.emit(step.events, report)
    this.planDue()
  }

  /** See `isLifted` in field.ts. */
  isLifted(): boolean {
    return isLifted(this.state.vials, this.host.clock.monotonicMs(), this.host.rule)
  }

  /** The reader is lost: what lay on it has left, as far as anybody knows. */
  lose(): void {
    const { state, events } = loseWhole(this.state)
    this.state = state
    this.stop()
    this.emit(events, undefined)
  }

  /** The reader is there again: nothing different counts before it has been empty. */
  find(): void {
    this.state = findWhole(this.state, this.host.clock.monotonicMs())
  }

  /** No event comes by itself any more. */
  stop(): void {
    this.cancelDue?.()
    this.cancelDue = undefined
  }

  private emit(events: readonly FieldEvent[], inventory: Inventory | undefined) {
    for (const event of events) {
      try {
        this.host.onEvent(event, inventory)
      } catch (error) {
        this.host.notTaken(error)
      }
    }
  }

  private planDue() {
    const { clock, timers, rule } = this.host
    const dueMs = nextWholeDueMs(this.state, rule)
    // A timer under way is left alone: it finds out itself whether a repeat has put off what it waits for.
    if (dueMs === undefined || this.cancelDue) return
    this.cancelDue = timers.after(Math.max(0, dueMs - clock.monotonicMs()), () => {
      this.cancelDue = undefined
      const step = passWholeTime(this.state, clock.monotonicMs(), rule)
      this.state = step.state
      this.emit(step.events, undefined)
      this.planDue()
    })
  }
}
