// A world in which central is restored from a backup: what was done between the two, and who comes back to what is there then.
import { chanceOf } from '../chance'
import type { Act } from './act'

/** One in so many worlds. */
const oneIn = 6

/** Whether this is such a world, and whether its central gives numbers out again: one whose clock was not heard. */
export function restoredWorld(
  seed: number,
  isAsked: boolean,
): { readonly isRestored: boolean; readonly givesNumbersAgain: boolean } {
  const chance = chanceOf('restored', seed)
  const isRestored = chance.whole(1, oneIn) === 1 || isAsked
  return { isRestored, givesNumbersAgain: isRestored && chance.is(0.75) }
}

type Timed = readonly [atMs: number, act: Act]

/** `benches`: how many there are; all are of the first facility but for a few of the later ones. */
export function restoredActs(seed: number, benches: number): readonly Timed[] {
  const chance = chanceOf('restored acts', seed)
  const acts: Timed[] = []
  let atMs = 0
  const put = (act: Act, afterMs = chance.whole(200, 3_000)) => {
    atMs += afterMs
    acts.push([atMs, act])
  }
  const anyBench = () => chance.whole(0, benches - 1)
  const work = (times: number) => {
    for (let each = 0; each < times; each++) {
      put({ kind: 'tag', bench: anyBench(), steps: chance.whole(3, 9) })
      if (chance.is(0.4)) put({ kind: 'accept', bench: anyBench() })
      if (chance.is(0.15)) put({ kind: 'cancel', bench: anyBench() })
      if (chance.is(0.2)) put({ kind: 'requestRetrieval', facility: 0, vials: chance.whole(1, 2) })
    }
  }
  const device = () =>
    put({ kind: 'device', facility: 0, ms: chance.whole(8_000, 30_000), failRate: chance.is(0.2) ? 0.3 : 0 })
  const restore = (ms: number) => {
    put({ kind: 'restoreCentral', ms, orders: chance.whole(1, 4) }, chance.whole(1_000, 12_000))
  }

  // Among the first requests, or when the first vials have their tags.
  put({ kind: 'backUpCentral' }, chance.is(0.6) ? chance.whole(0, 6) : chance.whole(4_000, 15_000))
  atMs = Math.max(atMs, 4_000)
  work(chance.whole(1, 2))
  if (chance.is(0.3)) put({ kind: 'backUpCentral' })
  // One that goes on working, and can't tell anybody.
  if (chance.is(0.5)) {
    const ms = chance.whole(10_000, 60_000)
    put({ kind: 'cut', bench: anyBench(), ms, way: 'both', refuses: chance.is(0.5) })
    work(1)
  }
  if (chance.is(0.7)) device()
  if (chance.is(0.25)) put({ kind: 'lose', bench: anyBench() }, chance.whole(1_000, 15_000))
  restore(chance.whole(0, 15_000))
  if (chance.is(0.3)) put({ kind: 'lose', bench: anyBench() }, chance.whole(0, 20_000))
  work(chance.whole(0, 2))
  if (chance.is(0.5)) device()
  if (chance.is(0.3)) {
    if (chance.is(0.5)) put({ kind: 'backUpCentral' })
    restore(chance.whole(0, 5_000))
    work(1)
  }
  if (chance.is(0.5)) put({ kind: 'resolve', bench: anyBench() })
  return acts
}
