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

/** Something that happens once; a late subscriber is told at once. */
export class Once {
  private done = false
  private readonly takers = new Set<() => void>()

  happen(): void {
    if (this.done) return
    this.done = true
    for (const take of [...this.takers]) take()
    this.takers.clear()
  }

  subscribe(take: () => void): Unsubscribe {
    if (this.done) {
      take()
      return () => undefined
    }
    this.takers.add(take)
    return () => this.takers.delete(take)
  }

  /** Nobody is told any more. */
  silence(): void {
    this.done = true
    this.takers.clear()
  }
}
