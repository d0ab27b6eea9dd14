// An outside record of every scan that a screen called saved, and what became of it.
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import type { BenchHost } from '../world/bench-host'
import { Violation, type World } from '../world/world'
import { namedProcedure } from './shown'

export interface Scan {
  readonly bench: BenchHost
  readonly procedureId: number
  readonly containerId: number
  readonly tag: string
  readonly atMs: number
  /** The bench's disk was replaced by an older image since: what was on it alone is gone, by that hand. */
  isExempt: boolean
}

const inOutbox = `SELECT count(*) FROM outbox WHERE kind = 'tag.assign' AND procedure_id = ?
  AND json_extract(body, '$.containerId') = ? AND json_extract(body, '$.tag') = ?`

export class Acknowledged {
  readonly scans: Scan[] = []
  private readonly told = new Map<BenchHost, string>()
  private readonly unsure = new Set<BenchHost>()

  /** A snapshot is on the screen. */
  shown(world: World, bench: BenchHost, snapshot: TaggingSnapshot | null) {
    const last = snapshot?.last
    if (snapshot) world.shown.does('prepare', namedProcedure(snapshot.procedure))
    if (!snapshot || !last) return
    const key = `${snapshot.procedure.id} ${snapshot.resultNumber} ${last.atMs} ${last.kind}`
    if (this.told.get(bench) === key) return
    this.told.set(bench, key)
    if (last.kind === 'undone') {
      // Put on at whichever bench.
      const undone = snapshot.procedure.vials.find(({ name }) => name === last.vialName)?.containerId
      const freed = this.scans.findLast((scan) => scan.containerId === undone)
      if (freed !== undefined) world.tags.wasFreed(freed.tag)
    }
    if (last.kind !== 'accepted') return
    const vial = snapshot.vials.find((each) => each.vial.tag === last.tag)?.vial
    if (vial === undefined) {
      world.found(bench.name, new Violation(`${bench.name} says that ${last.tag} is saved, and shows it on no vial`))
      return
    }
    const subject = snapshot.procedure.subject?.code ?? ''
    const named = { subject, vial: vial.name }
    if (world.shown.isForbidden(last.tag, named)) {
      world.found(
        bench.name,
        new Violation(`${bench.name} says that ${last.tag} is saved for ${vial.name}: it can't be`),
      )
      return
    }
    world.shown.tag(last.tag, named)
    if (vial.place !== null) world.shown.place(named, vial.place)
    bench.say(`SAVED ${last.tag} on vial ${vial.containerId} of procedure ${snapshot.procedure.id}`)
    world.tags.wasBound(last.tag)
    this.scans.push({
      bench,
      procedureId: snapshot.procedure.id,
      containerId: vial.containerId,
      tag: last.tag,
      atMs: world.schedule.nowMs,
      isExempt: false,
    })
    this.unsure.add(bench)
  }

  /** The bench's process ended: what it promised must be on its disk when it is back. */
  recheck(bench: BenchHost) {
    this.unsure.add(bench)
    this.told.delete(bench)
  }

  exempt(bench: BenchHost) {
    for (const scan of this.scans) if (scan.bench === bench) scan.isExempt = true
    this.told.delete(bench)
  }

  /** Scans that are not on their bench's disk: each is a lost one. */
  lost(): readonly Scan[] {
    const lost: Scan[] = []
    for (const bench of this.unsure) {
      const look = bench.now?.look
      if (look === undefined) continue
      this.unsure.delete(bench)
      for (const scan of this.scans) {
        if (scan.bench !== bench || scan.isExempt) continue
        if (look.value(inOutbox, scan.procedureId, scan.containerId, scan.tag) === 0) lost.push(scan)
      }
    }
    return lost
  }
}
