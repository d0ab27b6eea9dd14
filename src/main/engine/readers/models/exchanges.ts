// One command at a time for readers that answer: keeps the distance between commands that the reader needs, and gives
// each command a deadline.
import type { HidIo, ReaderPorts } from '../reader'

interface Waiting<Reply> {
  readonly answers: (reply: Reply) => boolean
  readonly settle: (reply: Reply | undefined) => void
}

export class Exchanges<Reply> {
  private tail: Promise<unknown> = Promise.resolve()
  private waiting: Waiting<Reply> | undefined
  private lastSentMs = Number.NEGATIVE_INFINITY
  private stopped = false
  private endPause: (() => void) | undefined

  /** `gapMs`: least time between two commands. */
  constructor(
    private readonly io: Pick<HidIo, 'write'>,
    private readonly ports: ReaderPorts,
    private readonly gapMs: number,
  ) {}

  /** The first reply that `answers` accepts; undefined after `deadlineMs`, after a failed write, or after `stop`. */
  ask(report: Uint8Array, answers: (reply: Reply) => boolean, deadlineMs: number): Promise<Reply | undefined> {
    const asked = this.tail.then(() => this.exchange(report, answers, deadlineMs))
    this.tail = asked
    return asked
  }

  /** Hands in what the reader sent. False if nobody waits for it: a stale answer to a command that was given up. */
  offer(reply: Reply): boolean {
    if (!this.waiting?.answers(reply)) return false
    this.waiting.settle(reply)
    return true
  }

  stop(): void {
    this.stopped = true
    this.endPause?.()
    this.waiting?.settle(undefined)
  }

  private async exchange(report: Uint8Array, answers: (reply: Reply) => boolean, deadlineMs: number) {
    await this.pause(this.lastSentMs + this.gapMs - this.ports.clock.monotonicMs())
    if (this.stopped) return undefined
    this.lastSentMs = this.ports.clock.monotonicMs()
    return new Promise<Reply | undefined>((resolve) => {
      const cancel = this.ports.timers.after(deadlineMs, () => settle(undefined))
      const settle = (reply: Reply | undefined) => {
        cancel()
        this.waiting = undefined
        resolve(reply)
      }
      this.waiting = { answers, settle }
      this.io.write(report).catch(() => settle(undefined))
    })
  }

  private pause(ms: number): Promise<void> {
    if (ms <= 0 || this.stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = this.ports.timers.after(ms, () => resolve())
      this.endPause = () => {
        cancel()
        resolve()
      }
    })
  }
}
