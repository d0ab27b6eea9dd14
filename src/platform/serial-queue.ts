// Work that must not overlap: each piece begins when the one before has ended, however it ended.
export interface Turns {
  /** Resolves or rejects as the work does. */
  take<Value>(work: () => Promise<Value> | Value): Promise<Value>
  /** Resolves when all that has taken a turn so far has ended. */
  done(): Promise<void>
}

export function turns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take(work) {
      const taken = last.then(work)
      last = taken.catch(() => undefined)
      return taken
    },
    async done() {
      await last
    },
  }
}
