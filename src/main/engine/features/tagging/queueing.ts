// Queues a procedure for the device once every vial has its tag and none of the tags can be withdrawn at the reader any more.
import type { Timers } from '../../../../shared/ports'

/** A disk that refused is asked again; meanwhile the screen says so. */
const retryMs = 1000
/** Commits from elsewhere come in bursts, and seldom complete a procedure. */
const elsewhereMs = 500

export interface QueueingNeeds {
  readonly timers: Timers
  /** Every vial has its tag, and nothing is asked of a hand. */
  readonly isComplete: () => boolean
  /** How long a tag can still be withdrawn, milliseconds. */
  readonly doubtMs: () => number
  /** One durable transaction; throws what the disk throws. */
  readonly queue: () => void
  readonly failed: (error: unknown) => void
}

export class Queueing {
  private cancel: (() => void) | null = null

  constructor(private readonly needs: QueueingNeeds) {}

  /** Looks when the doubt is over; never at once, so that it can be called from within a commit. */
  plan(): void {
    this.stop()
    this.lookAfter(this.needs.doubtMs())
  }

  /** Somebody else's commit may have completed the procedure. */
  planForElsewhere(): void {
    if (this.cancel === null) this.lookAfter(elsewhereMs)
  }

  stop(): void {
    this.cancel?.()
    this.cancel = null
  }

  private lookAfter(delayMs: number): void {
    this.cancel = this.needs.timers.after(delayMs, () => {
      this.cancel = null
      this.look()
    })
  }

  private look(): void {
    if (!this.needs.isComplete()) return
    if (this.needs.doubtMs() > 0) {
      this.plan()
      return
    }
    try {
      this.needs.queue()
    } catch (error) {
      this.needs.failed(error)
      this.stop()
      this.lookAfter(retryMs)
    }
  }
}
