// The end of every simulation: all faults end, people decide what is open, and within a bound nothing waits any more.

import { rowDigest } from '../../src/central/store/feed'
import { enrolByHand } from './world/outside'
import { resolveConflict } from './world/resolve'
import { Violation, type World } from './world/world'

/** After the last fault every queue has to be empty within this virtual time: the longest back-off, twice. */
export const healBoundMs = 20 * 60_000

/** Ends every fault, and waits until nothing waits any more. Answers how long that took. */
export async function heal(world: World, look: () => void): Promise<number> {
  const { schedule, network, central, remaining: benches } = world
  world.trace.say(schedule.nowMs, 'nature', 'everything heals')
  const fromMs = schedule.nowMs
  network.heal()
  const mend = async () => {
    if (central.isUp) central.now.disk.heal()
    else world.startCentral()
    await schedule.settle()
    for (const bench of benches) {
      bench.now?.disk.heal()
      if (bench.isUp) bench.wake()
      else world.startBench(bench)
    }
    await schedule.settle()
  }
  // What is planned to start again later may do so, and finds that it runs.
  await mend()
  for (const bench of benches) void bench.now?.window.request('sync/workOffline', { offline: false })
  for (let waitedMs = 0; waitedMs < healBoundMs; waitedMs += 1000) {
    await schedule.runUntil(schedule.nowMs + 1000, look)
    await mend()
    if (waitedMs % 30_000 === 20_000) await enrolTheRevoked(world)
    if (isAtRest(world)) return schedule.nowMs - fromMs
  }
  throw new Violation(`Something still waits after ${healBoundMs / 60_000} minutes: ${whatWaits(world).join('; ')}`)
}

/** More conflicts than one bench can have come to in one simulation. */
const mostConflicts = 40

/** People at every bench decide what is open, one way or another: each way has to lead somewhere. */
export async function resolveAll(world: World, look: () => void): Promise<void> {
  for (const bench of world.remaining) {
    for (let round = 0; round < mostConflicts; round++) {
      const shown = await bench.now?.window.request('conflicts/get', undefined)
      if (!shown?.ok || shown.value.open.length === 0) break
      const stuck = shown.value.open.find(({ choices }) => choices.length === 0)
      if (stuck !== undefined)
        throw new Violation(`${bench.name}: nobody can decide conflict ${stuck.id} (${stuck.kind})`)
      world.at(bench, 'decides', async (hand) => {
        if (await resolveConflict(hand)) world.resolved++
      })
      await world.schedule.runUntil(world.schedule.nowMs + 3_000, look)
    }
  }
}

async function enrolTheRevoked(world: World) {
  for (const bench of world.remaining) {
    const state = await bench.now?.window.request('bench/get', undefined)
    const link = state?.ok ? state.value.link.kind : null
    if (link === 'revoked' || link === 'enrolmentRefused') await enrolByHand(world, bench)
  }
}

type FeedRow = Parameters<typeof rowDigest>[0]

const isAtRest = (world: World) => whatWaits(world).length === 0

function whatWaits(world: World): readonly string[] {
  if (!world.central.isUp) return ['central']
  const { look } = world.central.now
  const epoch = look.value<string>(`SELECT value FROM settings WHERE key = 'epoch'`)
  return world.remaining.flatMap((bench) => {
    const own = bench.now?.look
    if (own === undefined) return [`${bench.name} is down`]
    const facility = world.house.facilities[bench.facility === 0 ? 0 : 1].id
    const head = look.value<number>('SELECT head FROM feed_heads WHERE facility_id = ?', facility)
    const waiting = own.value<number>(`SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')`)
    const [last] = look.rows<FeedRow>(
      'SELECT at, entity, body FROM feed NATURAL JOIN (SELECT facility_id, head AS n FROM feed_heads) WHERE facility_id = ?',
      facility,
    )
    const [cursor] = own.rows<{ epoch: string; n: number; known: string }>('SELECT * FROM feed')
    // A restored central can be at the same number by chance.
    const isSameRow = last === undefined || cursor?.known.includes(rowDigest(last))
    const isThere = cursor?.epoch === epoch && cursor?.n === head && isSameRow
    if (waiting === 0 && isThere) return []
    return [`${bench.name} has ${waiting} waiting, and is at ${cursor?.epoch}:${cursor?.n} of ${epoch}:${head}`]
  })
}
