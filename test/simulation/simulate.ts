// One simulation from its plan to its end, and what is known of it then.

import { chanceOf } from './chance'
import { checkAllShown } from './checks/as-shown'
import { BenchCheck } from './checks/bench'
import { CentralCheck } from './checks/central'
import { checkChains, checkNumbers, checkPlaces, checkScans } from './checks/endings'
import { checkMirrors } from './checks/mirrors'
import { checkOverlays } from './checks/overlay'
import { heal, resolveAll } from './heal'
import { isFault, type Plan } from './plan/act'
import { traceOf } from './trace'
import type { Disk } from './world/disk'
import { lookAfterAll } from './world/going-round'
import { perform } from './world/perform'
import type { House } from './world/template'
import { Violation, World } from './world/world'

export interface Counts {
  readonly operations: number
  readonly faults: number
  readonly kills: number
  readonly powerCuts: number
  readonly restores: number
  readonly requests: number
  readonly happenings: number
  readonly commits: number
  readonly scans: number
  readonly intents: number
  readonly refused: number
  readonly resolved: number
  readonly lookedAfter: number
  readonly lost: number
  readonly crashes: number
  /** Virtual time from the last fault until nothing waited any more. */
  readonly healedMs: number
  readonly virtualMs: number
}

export interface Simulated {
  readonly seed: number
  readonly hash: string
  readonly counts: Counts
  /** Null if all was as it must be. */
  readonly violation: string | null
  readonly lines: readonly string[]
}

export async function simulate(plan: Plan, house: House, keepTrace = false): Promise<Simulated> {
  const trace = traceOf(keepTrace)
  const world = new World(plan, house, trace)
  const uncaught = (error: unknown) => world.uncaught(error)
  process.on('unhandledRejection', uncaught)
  process.on('uncaughtException', uncaught)
  let violation: string | null = null
  let healedMs = 0
  try {
    healedMs = await live(world, plan)
  } catch (error) {
    if (!(error instanceof Violation) && error !== world.bug) throw error
    violation = error instanceof Violation ? error.message : `A bug: ${(error as Error).stack ?? String(error)}`
    trace.say(world.schedule.nowMs, 'VIOLATION', violation)
  }
  const counts = countsOf(world, plan, healedMs)
  await world.end()
  process.off('unhandledRejection', uncaught)
  process.off('uncaughtException', uncaught)
  return { seed: plan.seed, hash: trace.hash(), counts, violation, lines: trace.lines() }
}

/** The dear checks come with every so many acts. */
const overlaysEvery = 4

async function live(world: World, plan: Plan): Promise<number> {
  const { schedule } = world
  const look = lookerOf(world)
  await world.begin()
  look()
  const beginMs = schedule.nowMs
  for (const planned of plan.acts) {
    await schedule.runUntil(beginMs + planned.atMs, look)
    perform(world, planned)
    await schedule.settle()
    look()
    if (planned.number % overlaysEvery === 0) await checkOverlays(world)
  }
  await schedule.runUntil(beginMs + plan.endMs, look)
  await checkOverlays(world)
  let healedMs = await heal(world, look)
  if (chanceOf(plan.seed, 'resolve all').is(0.5)) {
    await resolveAll(world, look)
    healedMs = Math.max(healedMs, await heal(world, look))
  }
  world.lookedAfter = await lookAfterAll(world)
  if (world.lookedAfter > 0) healedMs = Math.max(healedMs, await heal(world, look))
  await checkMirrors(world)
  checkScans(world)
  checkChains(world)
  await checkNumbers(world)
  checkPlaces(world)
  world.remembered.checkListed(world.central.now.look)
  checkAllShown(world.central.now.look, world.shown)
  return healedMs
}

/** Looks at what has changed since the last look. */
function lookerOf(world: World): () => void {
  const central = new CentralCheck(world)
  const changed = () => {
    let disk: Disk | undefined
    let commits = -1
    return (now: Disk | undefined) => {
      if (now === disk && now?.commits === commits) return false
      disk = now
      commits = now?.commits ?? -1
      return true
    }
  }
  const benches = world.benches.map((bench) => ({ bench, check: new BenchCheck(bench), hasChanged: changed() }))
  const hasCentralChanged = changed()
  return () => {
    if (world.bug !== null) throw world.bug
    if (world.central.isUp && hasCentralChanged(world.central.now.disk)) central.check()
    for (const { bench, check, hasChanged } of benches) if (hasChanged(bench.now?.disk)) check.check()
    const [lost] = world.acknowledged.lost()
    if (lost !== undefined)
      throw new Violation(`${lost.bench.name} said that ${lost.tag} was saved, and does not have it`)
  }
}

function countsOf(world: World, plan: Plan, healedMs: number): Counts {
  const { central, benches, network, schedule, acknowledged } = world
  const refused = benches.reduce((sum, bench) => {
    const count = bench.now?.look.value<number>(
      `SELECT count(*) FROM outbox WHERE state IN ('conflict', 'rejected', 'parked') AND superseded_by IS NULL`,
    )
    return sum + (count ?? 0)
  }, 0)
  const intents = central.isUp ? central.now.look.value<number>('SELECT count(*) FROM intents') : 0
  return {
    operations: plan.acts.filter(({ act }) => !isFault(act)).length,
    faults: network.faults + plan.acts.filter(({ act }) => isFault(act)).length,
    kills: central.kills + benches.reduce((sum, bench) => sum + bench.kills + bench.powerCuts, 0),
    powerCuts: benches.reduce((sum, bench) => sum + bench.powerCuts, 0),
    restores: central.restores,
    requests: network.requests,
    happenings: schedule.happened,
    commits: central.commits + benches.reduce((sum, bench) => sum + bench.commits + (bench.now?.disk.commits ?? 0), 0),
    scans: acknowledged.scans.length,
    intents: intents ?? 0,
    refused,
    resolved: world.resolved,
    lookedAfter: world.lookedAfter,
    lost: benches.filter(({ isGone }) => isGone).length,
    crashes: world.crashes,
    healedMs,
    virtualMs: schedule.nowMs,
  }
}
