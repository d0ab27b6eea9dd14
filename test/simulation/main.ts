// npm run simulate: many simulations on every core and what they amount to; each failing one made small; one told line by line.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { Plan } from './plan/act'
import { makePlan } from './plan/make'
import { isSabotage, type SabotageName, type Safeguard, sabotage, safeguards } from './sabotage'
import { kindOfViolation, shrink } from './shrink'
import { simulate } from './simulate'
import { add, noTotals, type Totals, tableOf } from './totals'
import { everySeed, work } from './workers'
import { buildHouse } from './world/template'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    ops: { type: 'string', default: '10' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    restored: { type: 'boolean', default: false },
    keep: { type: 'string' },
    trace: { type: 'boolean', default: false },
    json: { type: 'string' },
    sabotage: { type: 'string' },
    teeth: { type: 'boolean', default: false },
    pinned: { type: 'boolean', default: false },
    'no-shrink': { type: 'boolean', default: false },
    worker: { type: 'boolean', default: false },
  },
})

const from = Number(values.from)
const seeds = Number(values.seeds)
const ops = Number(values.ops)
const shrinkRuns = 120
const tellEveryMs = 20_000

const planOf = (seed: number, isRestored = values.restored): Plan => {
  const plan = makePlan({ seed, acts: ops, isRestored })
  if (values.keep === undefined) return plan
  const kept = new Set(values.keep.split(',').map(Number))
  return { ...plan, acts: plan.acts.filter(({ number }) => kept.has(number)) }
}

const replayOf = (plan: Plan): string => {
  const kept = plan.acts.map(({ number }) => number).join(',')
  const broken = `${values.restored ? ' --restored' : ''}${values.sabotage === undefined ? '' : ` --sabotage ${values.sabotage}`}`
  return `npm run simulate -- --seeds 1 --from ${plan.seed} --ops ${ops}${broken} --keep ${kept} --trace`
}

async function explain(failures: Totals['failures']): Promise<void> {
  const house = await buildHouse()
  for (const { seed, violation } of failures.slice(0, 5)) {
    console.log(`\nSeed ${seed}: ${violation}`)
    const kind = kindOfViolation(violation)
    const fails = async (plan: Plan) => {
      const again = await simulate(plan, house)
      return again.violation !== null && kindOfViolation(again.violation) === kind
    }
    const plan = planOf(seed)
    const shrunk = values['no-shrink'] ? plan : (await shrink(plan, fails, shrinkRuns)).plan
    console.log(`${plan.acts.length} acts, ${shrunk.acts.length} of them needed. Again:\n  ${replayOf(shrunk)}`)
  }
  house.remove()
}

/** One seed, line by line. */
async function one(): Promise<number> {
  const house = await buildHouse()
  const result = await simulate(planOf(from), house, true)
  house.remove()
  for (const line of result.lines) console.log(line)
  console.log(JSON.stringify(result.counts))
  console.log(`${result.hash}  ${result.violation ?? 'all as it must be'}`)
  return result.violation === null ? 0 : 1
}

/** How many seeds it takes until each missing safeguard shows. Fails if one never does. */
async function teeth(): Promise<number> {
  const house = await buildHouse()
  const names = Object.keys(safeguards).filter(isSabotage)
  const asked = values.sabotage === undefined ? names : names.filter((name) => name === values.sabotage)
  let green = 0
  for (const name of asked) if (!(await bites(name, house))) green++
  house.remove()
  return green === 0 ? 0 : 1
}

async function bites(name: SabotageName, house: Parameters<typeof simulate>[1]): Promise<boolean> {
  sabotage(name)
  const { isOfRestored = false }: Safeguard = safeguards[name]
  const isRestored = values.restored || isOfRestored
  const first = values.pinned ? safeguards[name].seed : from
  for (let seed = first; seed < first + seeds; seed++) {
    const { violation } = await simulate(planOf(seed, isRestored), house)
    if (violation === null) continue
    console.log(`${name}: red after ${seed - first + 1}: ${violation.split('\n')[0]?.slice(0, 160)}`)
    return true
  }
  console.log(`${name}: green for ${seeds}`)
  return false
}

async function many(): Promise<number> {
  const totals = noTotals()
  const hashes: [number, string][] = []
  const sinceMs = performance.now()
  let toldMs = sinceMs
  const seconds = () => Math.round((performance.now() - sinceMs) / 1000)
  await everySeed(from, seeds, Number(values.jobs), (done) => {
    add(totals, done)
    hashes.push([done.seed, done.hash])
    if (performance.now() - toldMs < tellEveryMs) return
    toldMs = performance.now()
    console.log(`${totals.seeds} of ${seeds} after ${seconds()} s, ${totals.failures.length} failed`)
  })
  hashes.sort(([a], [b]) => a - b)
  totals.failures.sort((a, b) => a.seed - b.seed)
  console.log(
    `\nSeeds ${from} to ${from + seeds - 1}, ${ops} operations each and the first requests, in ${seconds()} s`,
  )
  console.log(tableOf(totals))
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ ...totals, hashes }))
  if (totals.failures.length > 0) await explain(totals.failures)
  return totals.failures.length === 0 ? 0 : 1
}

function run(): Promise<number | null> {
  if (values.teeth) return teeth()
  if (values.sabotage !== undefined) {
    if (!isSabotage(values.sabotage)) throw new Error(`The safeguards are ${Object.keys(safeguards).join(', ')}`)
    sabotage(values.sabotage)
  }
  if (values.worker) return work((seed) => planOf(seed)).then(() => null)
  return values.trace ? one() : many()
}

run().then(
  (code) => {
    if (code !== null) process.exit(code)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(2)
  },
)
