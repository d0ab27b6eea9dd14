// Repeatable chance: the same seed makes the same sample.
import type { Random } from '../../shared/ports'

/** mulberry32: small, fast, good enough for sample data. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
    },
  }
}

export const between = (random: Random, low: number, high: number): number => low + random.next() * (high - low)

export const whole = (random: Random, low: number, high: number): number =>
  low + Math.floor(random.next() * (high - low + 1))

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[whole(random, 0, items.length - 1)] ?? items[0]
}
