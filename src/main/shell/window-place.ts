// Where the window opens. Pure.

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The usual bench PC's whole screen. */
const usual = { width: 1366, height: 768 }

const overlap = (a: Area, b: Area): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

/** Where it was, if a quarter of it is still on a screen; else a size that fits the first screen, placed by the system. */
export function placedOn(
  screens: readonly Area[],
  last: Area | null,
): Partial<Area> & { width: number; height: number } {
  const isVisible = last !== null && screens.some((area) => overlap(area, last) * 4 >= last.width * last.height)
  if (isVisible) return last
  const [first] = screens
  if (first === undefined) return usual
  return { width: Math.min(usual.width, first.width), height: Math.min(usual.height, first.height) }
}
