// Chance that hangs on names alone: leaving one act out of a plan changes no other act, so that a plan can be shrunk.
import type { Random } from '../../src/shared/ports'

type Name = readonly (string | number)[]

/** A whole number of 32 bits from any names: FNV-1a, then the finalizer of murmur3, so that neighbours differ in every bit. */
export function hashOf(...name: Name): number {
  let hash = 0x811c9dc5
  const text = name.join('\u0000')
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export interface Chance extends Random {
  /** From `low` to `high`, both included. */
  whole(low: number, high: number): number
  is(probability: number): boolean
  /** Undefined for none. */
  pick<Item>(items: readonly Item[]): Item | undefined
}

/** A stream of chances of its own, from its name. */
export function chanceOf(...name: Name): Chance {
  let state = hashOf(...name)
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    is: (probability) => next() < probability,
    pick: (items) => items[whole(0, items.length - 1)],
  }
}
