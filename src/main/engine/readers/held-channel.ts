import type { Unsubscribe } from './reader'

const mostHeld = 64

/**
 * A channel to one subscriber that holds what comes before somebody listens: a vial may lie on the reader while it is
 * still being opened, and that read must not be lost. Holds the latest 64.
 */
export class HeldChannel<Value> {
  private held: Value[] = []
  private take: ((value: Value) => void) | undefined

  send(value: Value): void {
    if (this.take) this.take(value)
    else this.held = [...this.held, value].slice(-mostHeld)
  }

  subscribe(take: (value: Value) => void): Unsubscribe {
    this.take = take
    const held = this.held
    this.held = []
    for (const value of held) take(value)
    return () => {
      if (this.take === take) this.take = undefined
    }
  }
}

/** Something that happens at most once; a late subscriber is told at once. */
export class Once {
  private state: 'waiting' | 'happened' | 'silenced' = 'waiting'
  private readonly takers = new Set<() => void>()

  happen(): void {
    if (this.state !== 'waiting') return
    this.state = 'happened'
    for (const take of [...this.takers]) take()
    this.takers.clear()
  }

  subscribe(take: () => void): Unsubscribe {
    if (this.state === 'happened') take()
    else if (this.state === 'waiting') this.takers.add(take)
    return () => {
      this.takers.delete(take)
    }
  }

  /** From now on nobody is told. */
  silence(): void {
    if (this.state === 'waiting') this.state = 'silenced'
    this.takers.clear()
  }
}
