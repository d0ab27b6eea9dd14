// Makes a failing plan small: leaves out what the failure does not need, by delta debugging (Zeller and Hildebrandt, 2002).
import type { Plan, Planned } from './plan/act'

/** Which failure it is, without the numbers in it. */
export const kindOfViolation = (violation: string): string =>
  violation
    .split('\n')[0]
    ?.replace(/[0-9A-F]{4,}|\d+/g, '#')
    .slice(0, 60) ?? ''

export interface Shrunk {
  readonly plan: Plan
  readonly runs: number
}

/** `fails` says whether a plan still fails in the same way. At most `mostRuns` are tried. */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>, mostRuns: number): Promise<Shrunk> {
  let acts: readonly Planned[] = plan.acts
  let runs = 0
  const failsWith = (kept: readonly Planned[]) => {
    runs++
    return fails({ ...plan, acts: kept })
  }
  for (let parts = 2; parts <= acts.length * 2 && runs < mostRuns; ) {
    const size = Math.max(1, Math.ceil(acts.length / parts))
    let isSmaller = false
    for (let from = 0; from < acts.length && runs < mostRuns; from += size) {
      const kept = [...acts.slice(0, from), ...acts.slice(from + size)]
      if (kept.length === acts.length || !(await failsWith(kept))) continue
      acts = kept
      isSmaller = true
      from -= size
    }
    if (size === 1 && !isSmaller) break
    if (size > 1 || isSmaller) parts = isSmaller ? Math.max(2, parts - 1) : parts * 2
  }
  return { plan: { ...plan, acts }, runs }
}
