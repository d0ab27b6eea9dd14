// Whether keys came from a scanner: no hand types four characters with less than 35 ms between them.
import { isCharacter, type Stroke } from './stroke'

/** Milliseconds from one key to the next, below which it was no hand. */
export const scannerMs = 35
/** A number of characters that a scan has at least. */
const fewest = 4
/** So few characters are a scan too when a key that ends one follows as quickly. */
const fewestEnded = 2
/** Strokes looked back at; a scan is recognized long before. */
const lookBack = 64

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

const gapsOf = (strokes: readonly Stroke[]): readonly number[] =>
  strokes.slice(1).map(({ atMs }, index) => atMs - (strokes[index]?.atMs ?? atMs))

function isTyped(strokes: readonly Stroke[]): boolean {
  const characters = strokes.filter(isCharacter)
  // One key again and again is a key that is held down, where nobody marks it as repeated (remote desktops).
  const isOneKey = new Set(characters.map(({ key, code }) => `${code} ${key}`)).size === 1
  return characters.length >= fewest && !isOneKey && median(gapsOf(strokes)) < scannerMs
}

function isShort(strokes: readonly Stroke[]): boolean {
  const last = strokes.at(-1)
  if (last === undefined || isCharacter(last)) return false
  return strokes.filter(isCharacter).length >= fewestEnded && gapsOf(strokes).every((gap) => gap < scannerMs)
}

/**
 * Where among strokes that follow each other without a pause a scan begins that goes on to the last of them; null if they
 * are a person's. As far back as the median allows: a slow first key belongs to it.
 */
export function burstStart(strokes: readonly Stroke[]): number | null {
  for (let start = Math.max(0, strokes.length - lookBack); start < strokes.length; start += 1) {
    const rest = strokes.slice(start)
    if (isTyped(rest) || isShort(rest)) return start
  }
  return null
}
