// Virtual time: nothing happens by itself, one thing happens after the other, and what follows from it is over before the next.

/** A process of the simulated world, once started. Dead, nothing of it happens any more. */
export class Owner {
  isAlive = true
  /** What waits for a computer that sleeps; null while it is awake. */
  dozing: Happening[] | null = null
  /** Resolves when the process has died: whoever waits for something of it waits in vain. */
  readonly death: Promise<null>
  private readonly hasDied: (nothing: null) => void

  constructor(readonly name: string) {
    let hasDied: (nothing: null) => void = () => {}
    this.death = new Promise((resolve) => {
      hasDied = resolve
    })
    this.hasDied = hasDied
  }

  die() {
    this.isAlive = false
    this.hasDied(null)
  }
}

interface Happening {
  atMs: number
  readonly order: number
  readonly owner: Owner
  readonly run: () => void
  isCancelled: boolean
}

const before = (a: Happening, b: Happening) => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)

/** Turns of the event loop that one happening may take; more is a loop without end. */
const mostTurns = 2_000_000

/** Real milliseconds; a request takes a few of them. */
const patienceMs = 60_000

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Something was begun that does not end')), patienceMs)
  })
  try {
    await Promise.race([work.catch(() => {}), tooLong])
  } finally {
    clearTimeout(timer)
  }
}

export class Schedule {
  nowMs = 0
  happened = 0
  private order = 0
  /** Told what a happening throws: in a real process nobody would have caught it. */
  onThrown: (error: unknown) => void = (error) => {
    throw error
  }
  private readonly heap: Happening[] = []
  private readonly working = new Set<Promise<unknown>>()
  private hasWorked = false

  /** Runs `run` at `atMs` if its owner is alive then; answers what cancels it. */
  at(atMs: number, owner: Owner, run: () => void): () => void {
    const happening = { atMs: Math.max(atMs, this.nowMs), order: this.order++, owner, run, isCancelled: false }
    this.put(happening)
    return () => {
      happening.isCancelled = true
    }
  }

  after(delayMs: number, owner: Owner, run: () => void): () => void {
    return this.at(this.nowMs + Math.max(0, delayMs), owner, run)
  }

  /** Real work outside of virtual time: the present does not end before it, or the death of whose work it is (null). */
  async during<Value>(owner: Owner, work: Promise<Value>): Promise<Value | null> {
    const ended = Promise.race([work, owner.death])
    this.hasWorked = true
    this.working.add(ended)
    try {
      return await ended
    } finally {
      this.working.delete(ended)
    }
  }

  /** Until nothing follows any more from what has happened. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      const [work] = this.working
      if (work !== undefined) {
        // Not by asking again and again: what is waited for may need the same processor.
        await inTime(work)
        continue
      }
      if (!this.hasWorked) return
      // What ended by an answer goes on by streams, which take a few turns.
      this.hasWorked = false
      await new Promise((resolve) => setImmediate(resolve))
      await new Promise((resolve) => setImmediate(resolve))
    }
    throw new Error('Something goes on without end')
  }

  /** All that was due while the computer slept happens now. */
  wake(owner: Owner) {
    const late = owner.dozing ?? []
    owner.dozing = null
    for (const happening of late) {
      happening.atMs = Math.max(happening.atMs, this.nowMs)
      this.put(happening)
    }
  }

  /** Lets everything happen until `untilMs`; `look` is called after each. */
  async runUntil(untilMs: number, look: () => void): Promise<void> {
    for (let next = this.heap[0]; next !== undefined && next.atMs <= untilMs; next = this.heap[0]) {
      this.take()
      if (next.isCancelled || !next.owner.isAlive) continue
      if (next.owner.dozing !== null) {
        next.owner.dozing.push(next)
        continue
      }
      this.nowMs = next.atMs
      this.happened++
      try {
        next.run()
      } catch (error) {
        this.onThrown(error)
      }
      await this.settle()
      look()
    }
    this.nowMs = Math.max(this.nowMs, untilMs)
  }

  private put(happening: Happening) {
    const { heap } = this
    let index = heap.push(happening) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !before(happening, above)) break
      heap[index] = above
      index = parent
    }
    heap[index] = happening
  }

  private take() {
    const { heap } = this
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      const left = heap[2 * index + 1]
      const right = heap[2 * index + 2]
      const isRight = left !== undefined && right !== undefined && before(right, left)
      const below = isRight ? right : left
      if (below === undefined || !before(below, last)) break
      heap[index] = below
      index = 2 * index + (isRight ? 2 : 1)
    }
    heap[index] = last
  }
}
