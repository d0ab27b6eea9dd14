// The computer of one bench: starts the engine on its disk, and ends it in every way in which an engine can end.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Secrets } from '../../../src/main/engine/central/connection/secrets'
import { startEngine } from '../../../src/main/engine/compose'
import type { Engine } from '../../../src/main/engine/engine'
import { jobsHere } from '../../../src/main/engine/store/jobs'
import type { SecretName } from '../../../src/shared/shell-messages'
import type { Trace } from '../trace'
import { Disk, Killed } from './disk'
import type { Network } from './network'
import { portsOf, type WallClock } from './process-ports'
import { Owner, type Schedule } from './schedule'
import { furnish } from './template'
import { inspect, type Look, mount, unmount } from './watched-sqlite'
import { Window } from './window'

export const centralUrl = 'http://127.0.0.1:7700'

interface Running {
  readonly owner: Owner
  readonly disk: Disk
  readonly engine: Engine
  readonly window: Window
  readonly look: Look
}

export interface BenchNeeds {
  readonly schedule: Schedule
  readonly trace: Trace
  readonly network: Network
  readonly seed: number
  readonly root: string
  /** Its disk has a copy of these files at first; null: it is empty. */
  readonly template: string | null
  readonly canLosePower: boolean
  /** Backups and checks are made, as they come due. */
  readonly hasJobs: boolean
  /** It died in the middle of a write. */
  readonly onDeath: (bench: BenchHost) => void
  /** What the engine found wrong with itself. */
  readonly onBug: (bench: BenchHost, error: unknown) => void
}

export class BenchHost {
  readonly wall: WallClock = { aheadMs: 0 }
  kills = 0
  powerCuts = 0
  /** With its disk, for good. */
  isGone = false
  /** The names that it had had by then. */
  namesOfGone: readonly string[] = []
  commits = 0
  /** A one-time code that somebody has typed in. */
  code: string | null = null
  private starts = 0
  private folder: string
  private running: Running | null = null
  private readonly kept = new Map<SecretName, string>()
  private image: string | null = null

  constructor(
    readonly name: string,
    readonly facility: number,
    private readonly needs: BenchNeeds,
  ) {
    this.folder = join(needs.root, `${name}-0`)
    mkdirSync(this.folder, { recursive: true })
    if (needs.template !== null) furnish(needs.template, this.folder)
  }

  get isUp(): boolean {
    return this.running !== null
  }

  get now(): Running | null {
    return this.running
  }

  start() {
    const { schedule, seed, network } = this.needs
    const start = this.starts++
    const owner = new Owner(this.name)
    const disk = new Disk(
      this.folder,
      () => {
        owner.die()
        this.needs.onDeath(this)
      },
      this.needs.canLosePower,
    )
    mount(disk)
    const engine = startEngine({
      dataDir: this.folder,
      mode: 'demo',
      benchName: this.name,
      language: 'en',
      hid: null,
      secrets: this.secrets(),
      fetch: network.fetchFor(owner, start),
      ...portsOf(schedule, owner, this.wall, seed, this.name, start),
      central: { url: centralUrl, code: this.code },
      recovered: start > 0,
      ...(this.needs.hasJobs && { jobs: jobsHere }),
      report: (error) => this.report(owner, error),
    })
    const window = new Window(schedule, owner)
    engine.connect(window.port)
    const look = inspect(join(this.folder, 'bench.db'))
    this.running = { owner, disk, engine, window, look }
    this.say(start === 0 ? 'starts' : 'starts again')
    if (engine.problem !== null) this.needs.onBug(this, new Error(`The store: ${JSON.stringify(engine.problem)}`))
  }

  private report(owner: Owner, error: unknown) {
    if (!owner.isAlive || error instanceof Killed) return
    // A disk that refuses is said, and is no bug.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')) return
    if (error instanceof Error && error.message.startsWith('The backup failed') && this.now?.disk.isFull) return
    if (error instanceof Error) this.needs.onBug(this, error)
  }

  /** The process ends at once; `powerCut`: the computer with it, so that only what was synced is left. */
  kill(powerCut = false) {
    const { running } = this
    if (running === null) return
    if (powerCut) this.powerCuts++
    else this.kills++
    this.say(powerCut ? 'loses its power' : running.disk.isDead ? 'died in the middle of a write' : 'is killed')
    this.putDown(running, powerCut)
  }

  async quit(): Promise<void> {
    const { running } = this
    if (running === null) return
    this.say('quits')
    await running.engine.stop()
  }

  /** After `quit`, and what came of it; `forGood`: nobody will want its disk any more. */
  end(forGood = false) {
    if (this.running !== null) this.putDown(this.running, false, forGood)
  }

  /** The computer sleeps: wall time goes on, the process does not. */
  sleep(ms: number) {
    const { running } = this
    if (running === null) return
    running.owner.dozing ??= []
    this.say(`sleeps for ${Math.round(ms / 1000)} s`)
  }

  wake() {
    const { running } = this
    if (running === null || running.owner.dozing === null) return
    this.say('wakes up')
    this.needs.schedule.wake(running.owner)
    running.engine.resumed()
  }

  /** A copy of its whole disk, as a backup tool takes it. */
  takeImage() {
    if (this.running === null) return
    this.image = join(this.needs.root, `${this.name}-image-${this.starts}`)
    this.running.disk.leave(this.image, false)
    this.say('has an image taken of its disk')
  }

  get hasImage(): boolean {
    return this.image !== null
  }

  /** The image comes back in place of the disk; what the system keeps safe stays as it is. */
  restoreImage() {
    const { image, running } = this
    if (image === null || running === null) return
    this.say('gets its older disk image back')
    this.putDown(running, false)
    this.folder = join(this.needs.root, `${this.name}-${this.starts}-restored`)
    new Disk(image, () => {}).leave(this.folder, false)
  }

  /** Fire, theft: neither the computer nor what was on it comes back. */
  lose() {
    if (this.running === null) return
    this.namesOfGone = this.running.look
      .rows<{ bench_id: string }>('SELECT DISTINCT bench_id FROM outbox')
      .map(({ bench_id }) => bench_id)
    this.say('is lost for good')
    this.end(true)
    this.isGone = true
  }

  private putDown(running: Running, powerCut: boolean, forGood = false) {
    running.owner.die()
    running.window.close()
    const next = join(this.needs.root, `${this.name}-${this.starts}`)
    if (!forGood) running.disk.leave(next, powerCut)
    this.folder = next
    this.commits += running.disk.commits
    running.disk.isDead = true
    unmount(running.disk, running.look)
    this.running = null
  }

  private secrets(): Secrets {
    return {
      get: async (name) => this.kept.get(name) ?? null,
      set: async (name, value) => void this.kept.set(name, value),
    }
  }

  say(what: string) {
    this.needs.trace.say(this.needs.schedule.nowMs, this.name, what)
  }
}
