// What lies between a process and central: latency always; loss, doubles, delays, wrong answers and cuts as the weather has it.
import type { Chance } from '../chance'
import { chanceOf } from '../chance'
import type { Trace } from '../trace'
import type { CentralHost } from './central-host'
import { type Context, Exchange, type Fate } from './exchange'
import { Owner, type Schedule } from './schedule'

/** How bad a storm is; probabilities for each request. */
export interface Storm {
  readonly seed: number
  readonly untilMs: number
  readonly lost: number
  readonly late: number
  readonly twice: number
  readonly wrongAnswer: number
  readonly cutBody: number
}

export interface Cut {
  readonly untilMs: number
  readonly way: 'there' | 'back' | 'both'
  /** A connection that is refused at once, instead of silence. */
  readonly refuses: boolean
}

const statuses = [500, 500, 502, 503, 429, 429, 408, 200] as const

export class Network {
  faults = 0
  requests = 0
  private storm: Storm | null = null
  private readonly cuts = new Map<string, Cut>()
  private readonly owner = new Owner('network')

  constructor(
    private readonly schedule: Schedule,
    private readonly trace: Trace,
    private readonly central: CentralHost,
    private readonly seed: number,
  ) {}

  setStorm(storm: Storm) {
    this.storm = storm
  }

  setCut(name: string, cut: Cut) {
    this.cuts.set(name, cut)
  }

  heal() {
    this.storm = null
    this.cuts.clear()
  }

  /** The network as one start of one process has it. */
  fetchFor(owner: Owner, start: number): (url: string, init: RequestInit) => Promise<Response> {
    let sent = 0
    return (url, init) => {
      this.requests++
      const fate = this.fateOf(owner.name, start, sent++)
      return new Promise((resolve, reject) => new Exchange(this.context(), owner, url, init, fate, { resolve, reject }))
    }
  }

  private context(): Context {
    return {
      schedule: this.schedule,
      central: this.central,
      owner: this.owner,
      isCut: (name, way) => this.isCut(name, way),
      refuses: (name) => this.cuts.get(name)?.refuses ?? false,
      say: (who, what) => this.trace.say(this.schedule.nowMs, who, what),
      fault: () => {
        this.faults++
      },
    }
  }

  private isCut(name: string, way: 'there' | 'back'): boolean {
    const cut = this.cuts.get(name)
    return cut !== undefined && cut.untilMs > this.schedule.nowMs && (cut.way === way || cut.way === 'both')
  }

  private fateOf(name: string, start: number, nth: number): Fate {
    const { storm } = this
    const chance = chanceOf(this.seed, 'message', name, start, nth)
    const calm: Fate = {
      lostThere: false,
      lostBack: false,
      thereMs: chance.whole(1, 25),
      backMs: chance.whole(1, 25),
      againMs: null,
      instead: null,
      cutAt: null,
      cutsCleanly: false,
    }
    if (storm === null || storm.untilMs <= this.schedule.nowMs) return calm
    const bad = chanceOf(storm.seed, name, start, nth)
    const late = () => (bad.is(storm.late) ? bad.whole(100, bad.is(0.2) ? 40_000 : 4_000) : 0)
    return {
      lostThere: bad.is(storm.lost / 2),
      lostBack: bad.is(storm.lost / 2),
      thereMs: calm.thereMs + late(),
      backMs: calm.backMs + late(),
      againMs: bad.is(storm.twice) ? bad.whole(0, bad.is(0.3) ? 90_000 : 500) : null,
      instead: bad.is(storm.wrongAnswer) ? wrongAnswer(bad) : null,
      cutAt: bad.is(storm.cutBody) ? bad.next() : null,
      cutsCleanly: bad.is(0.5),
    }
  }
}

const wrongAnswer = (chance: Chance): NonNullable<Fate['instead']> => {
  const status = chance.pick(statuses) ?? 500
  const canAsk = status === 429 || status === 503
  return { status, retryAfter: canAsk && chance.is(0.6) ? chance.whole(1, 20) : null, isBefore: chance.is(0.5) }
}
