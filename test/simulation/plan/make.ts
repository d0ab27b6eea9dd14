// A plan from its seed: how many benches, which faults this world knows, and what happens when.
import { type Chance, chanceOf } from '../chance'
import type { Act, Fault, Plan, Planned } from './act'
import { restoredActs, restoredWorld } from './restored'

export interface PlanOptions {
  readonly seed: number
  /** Acts of people, integrations and devices; faults come on top. */
  readonly acts: number
  /** Central is restored from a backup in each world, instead of in one of so many. */
  readonly isRestored?: boolean
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Weights of what people do. */
const usual: readonly (readonly [number, (chance: Chance, bench: number, facility: 0 | 1) => Act])[] = [
  [40, (chance, bench) => ({ kind: 'tag', bench, steps: chance.whole(2, 10) })],
  [10, (_, bench) => ({ kind: 'fiddle', bench })],
  [3, (_, bench) => ({ kind: 'addCane', bench })],
  [7, (_, bench) => ({ kind: 'accept', bench })],
  [4, (_, bench) => ({ kind: 'cancel', bench })],
  [2, (_, bench) => ({ kind: 'lookAround', bench })],
  [8, (_, bench) => ({ kind: 'resolve', bench })],
  [1, (chance, bench) => ({ kind: 'workOffline', bench, ms: chance.whole(5_000, 10 * minuteMs) })],
  [9, (chance, _, facility) => ({ kind: 'requestStore', facility, vials: chance.whole(1, 4) })],
  [6, (chance, _, facility) => ({ kind: 'requestRetrieval', facility, vials: chance.whole(1, 2) })],
  [
    8,
    (chance, _, facility) => ({
      kind: 'device',
      facility,
      ms: chance.whole(8_000, 45_000),
      failRate: chance.is(0.3) ? 0.3 : 0,
    }),
  ],
  [2, (chance, _, facility) => ({ kind: 'changeRole', facility, person: chance.whole(0, 3) })],
]

type MakeFault = (chance: Chance, bench: number) => Fault

const outageMs = (chance: Chance) => (chance.is(0.1) ? chance.whole(5 * minuteMs, hourMs) : chance.whole(500, 90_000))

const faults: Readonly<Record<Fault['kind'], { readonly weight: number; readonly make: MakeFault }>> = {
  storm: {
    weight: 8,
    make: (chance) => ({ kind: 'storm', ms: chance.whole(10_000, 4 * minuteMs), force: 0.1 + chance.next() * 0.9 }),
  },
  cut: {
    weight: 8,
    make: (chance, bench) => ({
      kind: 'cut',
      bench,
      ms: outageMs(chance),
      way: chance.pick(['there', 'back', 'both'] as const) ?? 'both',
      refuses: chance.is(0.5),
    }),
  },
  kill: { weight: 5, make: (chance, bench) => ({ kind: 'kill', bench, ms: chance.whole(0, 20_000) }) },
  killInCommit: {
    weight: 6,
    make: (chance, bench) => ({ kind: 'killInCommit', bench, commits: chance.whole(1, 12), isAfter: chance.is(0.5) }),
  },
  powerCut: { weight: 5, make: (chance, bench) => ({ kind: 'powerCut', bench, ms: chance.whole(1_000, 40_000) }) },
  quit: { weight: 2, make: (chance, bench) => ({ kind: 'quit', bench, ms: chance.whole(1_000, 30_000) }) },
  sleep: {
    weight: 3,
    make: (chance, bench) => ({
      kind: 'sleep',
      bench,
      ms: chance.is(0.3) ? chance.whole(hourMs, 60 * hourMs) : outageMs(chance),
    }),
  },
  diskFull: { weight: 3, make: (chance, bench) => ({ kind: 'diskFull', bench, ms: chance.whole(500, 30_000) }) },
  ioError: { weight: 3, make: (chance, bench) => ({ kind: 'ioError', bench, commits: chance.whole(1, 10) }) },
  clock: {
    weight: 2,
    make: (chance, bench) => ({
      kind: 'clock',
      bench: chance.is(0.2) ? 'central' : bench,
      byMs: Math.round((chance.next() - 0.5) * (chance.is(0.3) ? 48 * hourMs : 4 * minuteMs)),
    }),
  },
  image: { weight: 0, make: (_, bench) => ({ kind: 'image', bench }) },
  restoreImage: { weight: 3, make: (_, bench) => ({ kind: 'restoreImage', bench }) },
  revokeBench: { weight: 2, make: (chance, bench) => ({ kind: 'revokeBench', bench, ms: outageMs(chance) }) },
  killCentral: { weight: 3, make: (chance) => ({ kind: 'killCentral', ms: outageMs(chance) }) },
  killCentralInCommit: {
    weight: 5,
    make: (chance) => ({
      kind: 'killCentralInCommit',
      commits: chance.whole(1, 8),
      isAfter: chance.is(0.5),
      ms: chance.whole(0, 20_000),
    }),
  },
  centralDiskFull: { weight: 2, make: (chance) => ({ kind: 'centralDiskFull', ms: chance.whole(500, 40_000) }) },
  centralIoError: { weight: 2, make: (chance) => ({ kind: 'centralIoError', commits: chance.whole(1, 8) }) },
  backUpCentral: { weight: 0, make: () => ({ kind: 'backUpCentral' }) },
  restoreCentral: { weight: 2, make: (chance) => ({ kind: 'restoreCentral', ms: chance.whole(0, 20_000), orders: 0 }) },
  lose: { weight: 0, make: (_, bench) => ({ kind: 'lose', bench }) },
}

function weighted<Item>(chance: Chance, items: readonly (readonly [number, Item])[]): Item | undefined {
  const total = items.reduce((sum, [weight]) => sum + weight, 0)
  let left = chance.next() * total
  for (const [weight, item] of items) {
    left -= weight
    if (left < 0) return item
  }
  return items.at(-1)?.[1]
}

export function makePlan({ seed, acts: count, isRestored: isAsked = false }: PlanOptions): Plan {
  const chance = chanceOf('plan', seed)
  const benchCount = chance.is(0.7) ? 2 : chance.is(0.6) ? 3 : chance.whole(4, 8)
  const benches = Array.from({ length: benchCount }, (_, index): 0 | 1 => (index >= 2 && chance.is(0.2) ? 1 : 0))
  const ahead = benches.map(() =>
    chance.is(0.3) ? chance.whole(-20_000, 20_000) : chance.is(0.1) ? chance.whole(-hourMs, hourMs) : 0,
  )
  // Some worlds are calm, most know a few kinds of fault: where all happen at once, little work gets done.
  const share = chance.is(0.08) ? 0 : chance.next() * 0.5
  const known = Object.values(faults).flatMap(({ weight, make }) =>
    weight > 0 && chance.is(0.5) ? [[weight, make] as const] : [],
  )
  const acts: Planned[] = []
  const put = (atMs: number, act: Act) => acts.push({ atMs: Math.round(atMs), number: acts.length, act })
  for (let index = 0; index < 3; index++) {
    put(index, { kind: 'requestStore', facility: 0, vials: chance.whole(2, 5) })
  }
  put(4, { kind: 'requestRetrieval', facility: 0, vials: 2 })
  const { isRestored, givesNumbersAgain } = restoredWorld(seed, isAsked)
  const restored = isRestored ? restoredActs(seed, benchCount) : []
  for (const [atMs, act] of restored) put(atMs, act)
  let atMs = Math.max(8_000, ...restored.map(([each]) => each))
  // Such a world has enough to do already.
  for (let index = isRestored ? Math.ceil(count / 2) : 0; index < count; index++) {
    atMs += chance.is(0.1) ? chance.whole(5_000, 60_000) : chance.whole(100, 5_000)
    const bench = chance.whole(0, benchCount - 1)
    const make = weighted(chance, usual)
    if (make !== undefined) put(atMs, make(chance, bench, benches[bench] ?? 0))
    if (!chance.is(share)) continue
    const fault = weighted(chance, known)
    if (fault === undefined) continue
    const faultMs = atMs + chance.whole(0, 2_000)
    const happens = fault(chance, chance.whole(0, benchCount - 1))
    // What comes back has to have been taken before.
    if (happens.kind === 'restoreImage') put(chance.whole(6_000, faultMs), { kind: 'image', bench: happens.bench })
    if (happens.kind === 'restoreCentral') put(chance.whole(6_000, faultMs), { kind: 'backUpCentral' })
    put(faultMs, happens)
  }
  acts.sort((a, b) => a.atMs - b.atMs || a.number - b.number)
  return { seed, benches, ahead, acts, endMs: atMs + 10_000, givesNumbersAgain }
}
