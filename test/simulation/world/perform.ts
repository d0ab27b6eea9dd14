// Does what an act of the plan says. What an act finds undone (a bench that is down, nothing to accept) it leaves so.
import type { Planned } from '../plan/act'
import { mishap } from './mishaps'
import { changeRole, request, runDevice } from './outside'
import { resolveConflict } from './resolve'
import * as staff from './staff'
import type { World } from './world'

export function perform(world: World, { act, number }: Planned) {
  const { schedule, plan, trace } = world
  const benchOf = (index: number) => world.benches[index]
  const hand = (index: number, name: string, doing: (hand: staff.Hand) => Promise<unknown>) => {
    const bench = benchOf(index)
    if (bench !== undefined) world.at(bench, `${number} ${name}`, doing)
  }
  const say = () => trace.say(schedule.nowMs, 'plan', `${number} ${JSON.stringify(act)}`)

  switch (act.kind) {
    case 'tag':
      return hand(act.bench, 'tags', (one) => staff.tag(one, act.steps))
    case 'fiddle':
      return hand(act.bench, 'fiddles', staff.fiddle)
    case 'addCane':
      return hand(act.bench, 'adds a cane', staff.addCane)
    case 'accept':
    case 'cancel':
      return hand(act.bench, act.kind, (one) => staff.decide(one, act.kind))
    case 'lookAround':
      return hand(act.bench, 'looks around', staff.lookAround)
    case 'resolve':
      return hand(act.bench, 'resolves', async (one) => {
        if (await resolveConflict(one)) world.resolved++
      })
    case 'workOffline':
      return hand(act.bench, 'works offline', (one) => staff.workOffline(one, act.ms))
    case 'requestStore':
    case 'requestRetrieval':
      say()
      return request(world, act)
    case 'device':
      say()
      return runDevice(world, number, act)
    case 'changeRole':
      say()
      return changeRole(world, act)
    case 'storm': {
      say()
      const { force } = act
      return world.network.setStorm({
        seed: plan.seed * 1000 + number,
        untilMs: schedule.nowMs + act.ms,
        lost: 0.35 * force,
        late: 0.5 * force,
        twice: 0.25 * force,
        wrongAnswer: 0.25 * force,
        cutBody: 0.2 * force,
      })
    }
    case 'cut': {
      say()
      const { way, refuses } = act
      const name = benchOf(act.bench)?.name ?? ''
      return world.network.setCut(name, { way, refuses, untilMs: schedule.nowMs + act.ms })
    }
    default:
      say()
      return mishap(world, number, act)
  }
}
