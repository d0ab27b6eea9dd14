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
  readonly withdrawableMs: () => number
  /** One durable transaction; throws what the disk throws. */
  readonly queue: () => void
  readonly failed: (error: unknown) => void
}

export class Queueing {
  private cancel: (() => void) | null = null

  constructor(private readonly needs: QueueingNeeds) {}

  /** Checks when no read can be withdrawn any more; never at once, so that it can be called from within a commit. */
  plan(): void {
    this.stop()
    this.checkAfter(this.needs.withdrawableMs())
  }

  /** Somebody else's commit may have completed the procedure. */
  planForElsewhere(): void {
    if (this.cancel === null) this.checkAfter(elsewhereMs)
  }

  stop(): void {
    this.cancel?.()
    this.cancel = null
  }

  private checkAfter(delayMs: number): void {
    this.cancel = this.needs.timers.after(delayMs, () => {
      this.cancel = null
      this.check()
    })
  }

  private check(): void {
    if (!this.needs.isComplete()) return
    if (this.needs.withdrawableMs() > 0) {
      this.plan()
      return
    }
    try {
      this.needs.queue()
    } catch (error) {
      this.needs.failed(error)
      this.stop()
      this.checkAfter(retryMs)
    }
  }
}
