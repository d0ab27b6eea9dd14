import type { Unsubscribe } from './reader'

const mostHeld = 64

/**
 * A channel to one subscriber that holds what comes before somebody listens: a vial may lie on the reader while it is
 * still being opened, and that read must not be lost. Holds the latest 64.
 */
export class HeldChannel<Value> {
  private held: Value[] = []
  private listener: ((value: Value) => void) | undefined

  send(value: Value): void {
    if (this.listener) this.listener(value)
    else this.held = [...this.held, value].slice(-mostHeld)
  }

  subscribe(listener: (value: Value) => void): Unsubscribe {
    this.listener = listener
    const held = this.held
    this.held = []
    for (const value of held) listener(value)
    return () => {
      if (this.listener === listener) this.listener = undefined
    }
  }
}

/** Something that happens at most once; a late subscriber is told at once. */
export class Once {
  private state: 'waiting' | 'happened' | 'silenced' = 'waiting'
  private readonly listeners = new Set<() => void>()

  happen(): void {
    if (this.state !== 'waiting') return
    this.state = 'happened'
    for (const listener of [...this.listeners]) listener()
    this.listeners.clear()
  }

  subscribe(listener: () => void): Unsubscribe {
    if (this.state === 'happened') listener()
    else if (this.state === 'waiting') this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /** From now on nobody is told. */
  silence(): void {
    if (this.state === 'waiting') this.state = 'silenced'
    this.listeners.clear()
  }
}
