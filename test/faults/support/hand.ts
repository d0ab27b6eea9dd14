// Puts tags on the simulated reader as the screen asks for them, and writes down what the screen called saved.
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import { cane, procedureAt } from './bench'
import type { EngineProcess } from './engine-process'

export interface Record {
  /** Tag by vial, as the screen last showed it saved. */
  readonly acknowledged: Map<number, string>
  /** Refusals to save that the screen showed. */
  notSaved: number
  scans: number
  next: number
  /** Number of the one that is tagged. */
  procedure: number
  /** On the reader now, or last. */
  lies: string
  /** A step on which nothing followed, for the day a run stands still. */
  inVain: string
}

/** What there is to tag, and where it goes. */
export interface Task {
  procedureAt(index: number): number
  choosePlace(engine: EngineProcess): unknown
}

const offlineTask: Task = {
  procedureAt,
  choosePlace: (engine) => engine.request('tagging/choosePlace', cane),
}

export const newRecord = (): Record => ({
  acknowledged: new Map(),
  notSaved: 0,
  scans: 0,
  next: 1,
  procedure: 0,
  lies: '',
  inVain: '',
})

const tagOf = (n: number) => `E280${n.toString(16).toUpperCase().padStart(20, '0')}`

/** Works until the engine is gone, or `isEnough` says so. */
export async function workAt(
  engine: EngineProcess,
  record: Record,
  isEnough: () => boolean,
  task = offlineTask,
): Promise<void> {
  let latest: TaggingSnapshot | null = null
  let wake = () => {}
  const take = (snapshot: TaggingSnapshot | null) => {
    latest = snapshot
    note(snapshot, record)
    wake()
  }
  engine.onTagging(take)
  let isGone = false
  const gone = engine.gone.then(() => {
    isGone = true
    wake()
  })
  const moved = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const first = await Promise.race([engine.request('tagging/get', undefined), gone])
  if (!first?.ok) return
  take(first.value)
  while (!isGone && !isEnough()) {
    const step = (latest as TaggingSnapshot | null)?.step
    if (step === undefined || step.kind === 'finished') {
      const id = task.procedureAt(record.procedure)
      const opened = await Promise.race([engine.request('tagging/open', { procedureId: id }), gone])
      const why = opened && !opened.ok ? opened.problem.kind : null
      // The engine resumes the last one by itself, perhaps only now.
      const isDone = opened?.ok === true && opened.value.step.kind === 'finished'
      if (isDone || (why !== null && why !== 'notSaved' && why !== 'otherTaggingOpen')) record.procedure += 1
      record.inVain = `opening: ${why}`
      await moved(20)
      continue
    }
    const before: TaggingSnapshot | null = latest
    if (step.kind === 'needsPlace') {
      void task.choosePlace(engine)
    } else if (step.kind === 'refused') {
      // As the screen says: off, and on again.
      await Promise.race([engine.request('simulator/remove', undefined), gone])
      await moved(100)
      const again = step.refusal.kind === 'notSaved' && record.lies !== '' ? record.lies : null
      if (latest === before && again !== null) void engine.request('simulator/present', { tags: [again] })
    } else {
      record.lies = step.kind === 'confirmLast' ? (step.vial.tag ?? '') : tagOf(record.next++)
      record.scans += 1
      void engine.request('simulator/present', { tags: [record.lies] })
    }
    // A repeated report asks the disk again by itself; a hand that waits in vain takes the vial off.
    for (let waited = 0; latest === before && !isGone && !isEnough() && waited < 20; waited++) await moved(50)
    if (isGone) return
    if (latest === before) record.inVain = JSON.stringify(step)
    void engine.request('simulator/remove', undefined)
  }
}

function note(snapshot: TaggingSnapshot | null, record: Record): void {
  if (snapshot?.last?.kind === 'refused' && snapshot.last.refusal.kind === 'notSaved') record.notSaved += 1
  for (const { vial, saving } of snapshot?.vials ?? []) {
    if (vial.tag !== null && saving !== 'none' && saving !== 'refused') {
      record.acknowledged.set(vial.containerId, vial.tag)
    }
  }
}
