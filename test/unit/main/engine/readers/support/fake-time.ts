import type { Clock, Timers } from '../../../../../../src/shared/ports'

/** Lets everything that already could run, run. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

interface Planned {
  readonly dueMs: number
  readonly run: () => void
}

/** Clock and timers that move only by `advance`. Wall time starts at noon of a fixed day. */
export class FakeTime implements Clock, Timers {
  private nowMs = 0
  private readonly planned = new Set<Planned>()

  /** `settled`: resolves when nothing follows any more from what has run. */
  constructor(private readonly settled: () => Promise<void> = settle) {}

  wallMs(): number {
    return Date.UTC(2030, 0, 1, 12) + this.nowMs
  }

  monotonicMs(): number {
    return this.nowMs
  }

  after(delayMs: number, run: () => void): () => void {
    const planned = { dueMs: this.nowMs + delayMs, run }
    this.planned.add(planned)
    return () => {
      this.planned.delete(planned)
    }
  }

  /** Timers under way: none may be left after a stop. */
  get pending(): number {
    return this.planned.size
  }

  /** Runs each timer at its time, and what follows from it, before the next. */
  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms
    await this.settled()
    for (;;) {
      const [next] = [...this.planned].filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)
      if (!next) break
      this.planned.delete(next)
      this.nowMs = Math.max(this.nowMs, next.dueMs)
      next.run()
      await this.settled()
    }
    this.nowMs = endMs
    await this.settled()
  }
}
