// A cold start has one thing to do: the first screen. Parsers, central and readers would take the processor from it, so they wait.
import type { Timers } from '../../../shared/ports'

export interface QuietStart {
  readonly over: Promise<void>
  /** The first screen is there, or somebody wants more than to see it. */
  end(): void
}

/** Is over after `longestMs` at the latest: a window that never says that it is drawn must not keep the bench from its work. */
export function quietStart(timers: Timers, longestMs: number): QuietStart {
  if (longestMs <= 0) return { over: Promise.resolve(), end: () => undefined }
  let finish = () => undefined
  const over = new Promise<void>((resolve) => {
    finish = () => void resolve()
  })
  const cancel = timers.after(longestMs, finish)
  return {
    over,
    end() {
      cancel()
      finish()
    },
  }
}
