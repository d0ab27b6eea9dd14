// The simulated world as a whole: central, its benches, the network between them, and what was promised to people.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RunningCentral } from '../../../src/central/embedded'
import { chanceOf } from '../chance'
import { Acknowledged } from '../checks/acknowledged'
import { Remembered } from '../checks/remembered'
import { Shown } from '../checks/shown'
import type { Plan } from '../plan/act'
import type { Trace } from '../trace'
import { BenchHost } from './bench-host'
import { CentralHost } from './central-host'
import { diskOfFailure, Killed } from './disk'
import { Network } from './network'
import { Owner, Schedule } from './schedule'
import type { Hand } from './staff'
import { Tags } from './tags'
import { clientId, clientSecret, furnish, type House, roomFor } from './template'

/** The world is not as it must be. */
export class Violation extends Error {}

export class World {
  readonly schedule = new Schedule()
  readonly central: CentralHost
  readonly network: Network
  readonly benches: readonly BenchHost[]
  readonly tags = new Tags(19)
  readonly acknowledged = new Acknowledged()
  readonly shown = new Shown()
  readonly remembered = new Remembered()
  /** Nature: not of any process, so that nothing can kill it. */
  readonly nature = new Owner('nature')
  bug: Error | null = null
  crashes = 0
  /** Decisions at conflict desks. */
  resolved = 0
  /** Vials that were verified after a restore, and things that were lost and closed. */
  lookedAfter = 0
  private readonly root = roomFor('simulated')
  /** What people at each bench do comes one after the other. */
  private readonly busy = new Map<BenchHost, Promise<void>>()
  private hands = 0
  private token: string | null = null

  constructor(
    readonly plan: Plan,
    readonly house: House,
    readonly trace: Trace,
  ) {
    const { schedule } = this
    const { seed } = plan
    schedule.onThrown = (error) => this.uncaught(error)
    furnish(house.folder, join(this.root, 'central-0'))
    this.central = new CentralHost(schedule, trace, seed, this.root, plan.givesNumbersAgain, () =>
      schedule.after(0, this.nature, () =>
        this.restartCentral(chanceOf(seed, 'central died', schedule.nowMs).whole(0, 15_000)),
      ),
    )
    this.central.onAnswered = (url, asked, { status, text }) => {
      if (url.endsWith('/bench/remembered') && status === 200)
        this.remembered.take(this.central.now.look, JSON.parse(asked), JSON.parse(text ?? ''))
    }
    this.network = new Network(schedule, trace, this.central, seed)
    this.benches = plan.benches.map((facility, index) => {
      const bench = new BenchHost(`bench ${index + 1}`, facility, {
        schedule,
        trace,
        network: this.network,
        seed,
        root: this.root,
        // The first one's engine makes its own.
        template: index === 0 ? null : house.benchFolder,
        canLosePower: plan.acts.some(({ act }) => act.kind === 'powerCut'),
        hasJobs: chanceOf(seed, 'jobs').is(0.15),
        onDeath: (dead) => schedule.after(0, this.nature, () => this.restartBench(dead, 2_000)),
        onBug: (of, error) => this.found(of.name, error),
      })
      bench.wall.aheadMs = plan.ahead[index] ?? 0
      return bench
    })
  }

  async begin(): Promise<void> {
    await this.central.start()
    for (const bench of this.benches) {
      bench.code = await this.newCode(bench.facility)
      this.startBench(bench)
      await this.schedule.settle()
    }
  }

  newCode(facility: number): Promise<string> {
    return this.central.now.central.newEnrolmentCode(this.house.facilities[facility === 0 ? 0 : 1].id)
  }

  /** What the integration shows at the B2B API. */
  async tokenOfClinic({ server }: RunningCentral): Promise<string> {
    if (this.token !== null) return this.token
    const reply = await server.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`,
    })
    const { access_token: token = '' }: { access_token?: string } = reply.json()
    this.token = token
    return token
  }

  forgetToken() {
    this.token = null
  }

  /** Those that come back. */
  get remaining(): readonly BenchHost[] {
    return this.benches.filter(({ isGone }) => !isGone)
  }

  startBench(bench: BenchHost) {
    if (bench.isUp || bench.isGone) return
    bench.start()
    this.busy.delete(bench)
    const running = bench.now
    if (running === null) return
    running.window.onTagging = (snapshot) => this.acknowledged.shown(this, bench, snapshot)
  }

  /** Ends the bench now, and starts it again after `ms`. */
  restartBench(bench: BenchHost, ms: number, powerCut = false) {
    bench.kill(powerCut)
    this.acknowledged.recheck(bench)
    this.schedule.after(ms, this.nature, () => this.startBench(bench))
  }

  restartCentral(ms: number) {
    this.central.kill()
    this.schedule.after(ms, this.nature, () => this.startCentral())
  }

  startCentral(then: () => void = () => {}) {
    if (!this.central.isUp)
      void this.schedule.during(this.nature, this.central.start()).then(then, (error) => this.found('central', error))
  }

  /** Has somebody do something at a bench when those before have done. */
  at(bench: BenchHost, name: string, doing: (hand: Hand) => Promise<unknown>) {
    const { now } = bench
    if (now === null) return
    const { window } = now
    const chance = chanceOf(this.plan.seed, 'hand', name, this.hands++)
    const hand: Hand = { window, chance, tags: this.tags, shown: this.shown }
    const before = this.busy.get(bench) ?? Promise.resolve()
    const after = before.then(async () => {
      if (!now.owner.isAlive) return
      bench.say(`: ${name}`)
      await doing(hand)
    })
    this.busy.set(
      bench,
      after.catch((error: unknown) => this.found(bench.name, error)),
    )
  }

  /** What no process may do: a bug, unless it comes from a mishap that was made on purpose. */
  found(where: string, error: unknown) {
    if (error instanceof Killed || diskOfFailure(error) !== undefined) return
    this.bug ??= error instanceof Error ? error : new Error(`${where}: ${String(error)}`)
    this.trace.say(this.schedule.nowMs, where, `BUG ${String(error)}`)
  }

  /** Nobody caught it: in a real process that is its end, and the shell starts it again. */
  uncaught(error: unknown) {
    if (error instanceof Killed) return
    const disk = diskOfFailure(error)
    const bench = this.benches.find(({ now }) => now !== null && now.disk === disk)
    if (disk === undefined || bench === undefined) return this.found('uncaught', error)
    this.crashes++
    bench.say('crashes: nobody caught what its disk refused')
    this.schedule.after(0, this.nature, () => this.restartBench(bench, 1_000))
  }

  async end(): Promise<void> {
    for (const bench of this.benches) bench.end(true)
    await this.central.stop()
    rmSync(this.root, { recursive: true, force: true })
  }
}
