export interface Spot {
  readonly x: number
  readonly y: number
  readonly r: number
}

/** Places for `count` equal circles inside a circle of radius 88 around (100, 100): one in the middle, else a ring from the top. */
export function ring(count: number): readonly Spot[] {
  if (count === 0) return []
  if (count === 1) return [{ x: 100, y: 100, r: 40 }]
  const share = Math.sin(Math.PI / count)
  const r = Math.min(30, (88 * share) / (1 + share) - 2)
  const distance = 84 - r
  return Array.from({ length: count }, (_, index) => {
    const turn = (2 * Math.PI * index) / count - Math.PI / 2
    return { x: 100 + distance * Math.cos(turn), y: 100 + distance * Math.sin(turn), r }
  })
}
