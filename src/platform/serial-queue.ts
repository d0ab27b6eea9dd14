// Pieces of work that must not overlap: each begins when the one before it has ended, however that ended.
export interface SerialQueue {
  /** Resolves or rejects as the work does. */
  run<Value>(work: () => Promise<Value> | Value): Promise<Value>
  /** Resolves when all work that was given so far has ended. */
  settled(): Promise<void>
}

export function serialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(work) {
      const running = last.then(work)
      last = running.catch(() => undefined)
      return running
    },
    async settled() {
      await last
    },
  }
}
