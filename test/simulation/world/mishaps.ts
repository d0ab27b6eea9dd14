// What goes wrong by itself: processes that die, disks that refuse, clocks that jump, older copies that come back.
import { assertNever } from '../../../src/shared/assert-never'
import type { Fault } from '../plan/act'
import { orderAgain, revoke } from './outside'
import type { World } from './world'

export type Mishap = Exclude<Fault, { readonly kind: 'storm' | 'cut' }>

/** `number`: of the act in its plan. */
export function mishap(world: World, number: number, act: Mishap) {
  const { schedule, central } = world
  const benchOf = (index: number) => world.benches[index]
  const later = (ms: number, run: () => void) => schedule.after(ms, world.nature, run)
  const bench = 'bench' in act && act.bench !== 'central' ? benchOf(act.bench) : undefined
  switch (act.kind) {
    case 'kill':
    case 'powerCut':
      if (bench?.isUp) world.restartBench(bench, act.ms, act.kind === 'powerCut')
      return
    case 'killInCommit':
      return bench?.now?.disk.arm({ kind: act.isAfter ? 'killAfter' : 'killBefore', commits: act.commits })
    case 'ioError':
      return bench?.now?.disk.arm({ kind: 'ioError', commits: act.commits })
    case 'quit':
      if (!bench?.isUp) return
      void bench.quit().then(
        () => {
          bench.end()
          later(act.ms, () => world.startBench(bench))
        },
        (error: unknown) => {
          world.found(bench.name, error)
          world.restartBench(bench, act.ms)
        },
      )
      return
    case 'sleep':
      if (bench === undefined) return
      bench.sleep(act.ms)
      later(act.ms, () => bench.wake())
      return
    case 'diskFull': {
      const disk = bench?.now?.disk
      if (disk === undefined) return
      disk.isFull = true
      later(act.ms, () => {
        disk.isFull = false
      })
      return
    }
    case 'clock':
      if (act.bench === 'central') central.wall.aheadMs += act.byMs
      else if (bench !== undefined) bench.wall.aheadMs += act.byMs
      return
    case 'image':
      return bench?.takeImage()
    case 'restoreImage':
      if (!bench?.hasImage || !bench.isUp) return
      bench.restoreImage()
      world.acknowledged.exempt(bench)
      return world.startBench(bench)
    case 'revokeBench':
      return bench && revoke(world, bench, act.ms)
    case 'killCentral':
      if (central.isUp) world.restartCentral(act.ms)
      return
    case 'killCentralInCommit':
      if (central.isUp) central.now.disk.arm({ kind: act.isAfter ? 'killAfter' : 'killBefore', commits: act.commits })
      return
    case 'centralDiskFull': {
      if (!central.isUp) return
      const { disk } = central.now
      disk.isFull = true
      later(act.ms, () => {
        disk.isFull = false
      })
      return
    }
    case 'centralIoError':
      if (central.isUp) central.now.disk.arm({ kind: 'ioError', commits: act.commits })
      return
    case 'backUpCentral':
      return central.backUp()
    case 'restoreCentral':
      if (!central.hasBackup || !central.isUp) return
      central.restore(number)
      later(act.ms, () => world.startCentral(() => orderAgain(world, number, act.orders)))
      return
    case 'lose':
      // Somebody has to be there in the end.
      if (bench === undefined || world.remaining.filter(({ facility }) => facility === bench.facility).length < 2)
        return
      bench.lose()
      world.acknowledged.exempt(bench)
      return
    default:
      return assertNever(act)
  }
}
