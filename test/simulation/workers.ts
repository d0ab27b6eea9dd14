// Seeds over processes: each simulates a few at a time, so that every core has work until the end.
import { type ChildProcess, fork } from 'node:child_process'
import type { Plan } from './plan/act'
import { type Simulated, simulate } from './simulate'
import { buildHouse } from './world/template'

export type Done = Pick<Simulated, 'seed' | 'counts' | 'violation' | 'hash'>

const seedsAtOnce = 5

/** A world lives for some hundred milliseconds: with enough room most of it is garbage before anybody has to carry it elsewhere. */
const roomForYoung = '--max-semi-space-size=64'

/** In a process that was forked to simulate: takes seeds until nobody sends any. */
export async function work(planOf: (seed: number) => Plan): Promise<void> {
  const house = await buildHouse()
  const simulateAll = async (seeds: readonly number[]) => {
    const done: Done[] = []
    for (const seed of seeds) {
      const { counts, violation, hash } = await simulate(planOf(seed), house)
      done.push({ seed, counts, violation, hash })
    }
    process.send?.(done)
  }
  process.on('message', (seeds: readonly number[]) => {
    simulateAll(seeds).catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  })
  process.on('disconnect', () => {
    house.remove()
    process.exit(0)
  })
  process.send?.([])
}

/** Hands out seeds to `jobs` processes; one that ends by itself fails the whole. */
export function everySeed(from: number, count: number, jobs: number, told: (done: Done) => void): Promise<void> {
  let next = from
  const end = from + count
  const [, program = '', ...switches] = process.argv
  const start = () => fork(program, [...switches, '--worker'], { execArgv: [...process.execArgv, roomForYoung] })
  return new Promise((resolve, reject) => {
    let open = Math.max(1, Math.min(jobs, Math.ceil(count / seedsAtOnce)))
    const workers: readonly ChildProcess[] = Array.from({ length: open }, start)
    for (const worker of workers) {
      worker.on('message', (done: readonly Done[]) => {
        for (const each of done) told(each)
        const seeds = Array.from({ length: Math.min(seedsAtOnce, end - next) }, (_, index) => next + index)
        next += seeds.length
        if (seeds.length > 0) worker.send(seeds)
        else worker.disconnect()
      })
      worker.on('exit', (code) => {
        open--
        if (code !== 0) reject(new Error(`A simulating process ended with ${code}`))
        else if (open === 0) resolve()
      })
    }
  })
}
