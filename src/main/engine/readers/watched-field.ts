// A reader's field in time: feeds inventories and the clock into the fold, and journals before anybody hears of an event.
import { isLifted, loseField, nextDueMs, passTime, takeInventory } from './field'
import { emptyField, type FieldEvent, type FieldRule, type FieldState } from './field-state'
import type { Inventory, ReaderPorts } from './reader'
import { type IsVialTag, ofVials } from './vial-tags'

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
  !(event.kind === 'cleared' || event.kind === 'quiet' || (event.kind === 'left' && event.why === 'unseen'))

export class WatchedField {
  private state: FieldState = emptyField
  private cancelDue: (() => void) | undefined

  constructor(private readonly host: FieldHost) {}

  apply(report: Inventory): void {
    const { rule, isVialTag } = this.host
    const inventory = ofVials(report, isVialTag, rule.gap)
    if (inventory === null) return
    const step = takeInventory(this.state, inventory, rule)
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
    return isLifted(this.state, this.host.clock.monotonicMs(), this.host.rule)
  }

  /** The reader is lost: what lay on it has left. */
  lose(): void {
    const events = loseField(this.state)
    this.state = emptyField
    this.stop()
    this.emit(events, undefined)
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
    const dueMs = nextDueMs(this.state, rule)
    // A timer under way is left alone: it finds out itself whether a repeat has put off what it waits for.
    if (dueMs === undefined || this.cancelDue) return
    this.cancelDue = timers.after(Math.max(0, dueMs - clock.monotonicMs()), () => {
      this.cancelDue = undefined
      const step = passTime(this.state, clock.monotonicMs(), rule)
      this.state = step.state
      this.emit(step.events, undefined)
      this.planDue()
    })
  }
}
