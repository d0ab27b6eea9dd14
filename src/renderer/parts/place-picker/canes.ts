import type { Canister } from '../../../shared/model/place'
import type { CaneView } from '../../../shared/views/storage'

export interface CanisterRoom {
  readonly canister: Canister
  readonly canes: readonly CaneView[]
  /** Free positions on the canes that are there. */
  readonly free: number
  readonly takesNewCane: boolean
}

/** What can be chosen stands first; both kinds keep their order. */
const byRoom = (a: CaneView, b: CaneView): number => Number(a.free === 0) - Number(b.free === 0)

/** The canisters of a tank with their canes, and what room they have. */
export const roomsOf = (canisters: readonly Canister[], canes: readonly CaneView[]): readonly CanisterRoom[] =>
  canisters.map((canister) => {
    const own = canes.filter((cane) => cane.canister === canister.name).sort(byRoom)
    return {
      canister,
      canes: own,
      free: own.reduce((sum, cane) => sum + cane.free, 0),
      takesNewCane: own.length < canister.caneLimit,
    }
  })

/** The next name in the manner of those that are there: CN7 after CN6; CN1 in an empty canister. */
export function suggestCane(names: readonly string[]): string {
  const last = names
    .map((name) => /^(.*?)(\d+)$/.exec(name))
    .filter((match) => match !== null)
    .map((match) => ({ stem: match[1] ?? '', digits: match[2] ?? '0' }))
    .sort((a, b) => Number(a.digits) - Number(b.digits))
    .at(-1)
  if (!last) return 'CN1'
  return `${last.stem}${String(Number(last.digits) + 1).padStart(last.digits.length, '0')}`
}
