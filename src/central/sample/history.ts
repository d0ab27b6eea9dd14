// The sample's last thirty days: procedures of every type in every state, and the refills that the levels show.
import type { HistoryPlan } from './plan'
import { stepsOf } from './steps'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

interface Happening {
  readonly agoMs: number
  run(): Promise<unknown>
}

/** Plays the facility's past in order. Small facilities get a part of it. */
export async function playHistory(plan: HistoryPlan, extent: 'full' | 'small') {
  const steps = stepsOf(plan)
  const { clock, nowMs } = plan
  const code = (index: number) => plan.subjects[index % plan.subjects.length]?.code ?? ''
  const wait = (ms: number) => clock.set(plan.central.clock.wallMs() + ms)

  const stored = async (subject: number, vials: number) => {
    const procedure = await steps.requestStore(vials, code(subject))
    wait(10 * minuteMs)
    const prepared = await steps.prepare(procedure)
    wait(20 * minuteMs)
    await steps.start(prepared)
    wait(vials * minuteMs)
    await steps.outcomes(prepared.vials, prepared)
    await steps.complete(prepared)
  }
  const retrieved = async (vials: number, share: number) => {
    const accepted = await steps.accept(await steps.requestRetrieval(vials, share))
    wait(30 * minuteMs)
    await steps.start(accepted)
    await steps.outcomes(accepted.vials, accepted)
    await steps.complete(accepted)
  }
  const failed = async () => {
    const prepared = await steps.prepare(await steps.requestStore(3, code(4)))
    await steps.start(prepared)
    const [first, second, third] = prepared.vials
    if (!first || !second || !third) return
    await steps.outcomes([first], prepared, 'done')
    await steps.outcomes([second], prepared, 'unknown')
    await steps.outcomes([third], prepared, 'notDone')
    await steps.fail(prepared, 'Gripper did not close')
  }
  const inProgress = async () => {
    const accepted = await steps.accept(await steps.requestRetrieval(3, 0.65))
    await steps.start(accepted)
    await steps.outcomes(accepted.vials.slice(0, 1), accepted)
  }

  const small: readonly Happening[] = [
    { agoMs: 12 * dayMs, run: () => stored(0, 2) },
    { agoMs: 40 * minuteMs, run: () => steps.requestStore(2, code(1)) },
  ]
  const full: readonly Happening[] = [
    { agoMs: 26 * dayMs, run: () => stored(0, 3) },
    { agoMs: 21 * dayMs, run: () => retrieved(2, 0.05) },
    { agoMs: 17 * dayMs, run: async () => steps.cancel(await steps.requestStore(2, code(2)), 'Requested twice') },
    { agoMs: 14 * dayMs, run: () => stored(1, 4) },
    { agoMs: 9 * dayMs, run: failed },
    { agoMs: 6 * dayMs, run: async () => steps.cancel(await steps.requestRetrieval(1, 0.1), 'Treatment postponed') },
    { agoMs: 3 * dayMs, run: () => retrieved(3, 0.25) },
    { agoMs: 26 * hourMs, run: () => stored(3, 2) },
    { agoMs: 3 * hourMs, run: () => steps.requestStore(8, code(5)) },
    { agoMs: 2 * hourMs, run: () => steps.requestRetrieval(4, 0.35) },
    { agoMs: 90 * minuteMs, run: async () => steps.accept(await steps.requestRetrieval(2, 0.45)) },
    { agoMs: 80 * minuteMs, run: async () => steps.prepare(await steps.requestStore(2, code(7))) },
    { agoMs: 45 * minuteMs, run: () => steps.requestStore(2, code(6)) },
    { agoMs: 30 * minuteMs, run: () => steps.requestRetrieval(1, 0.55) },
    { agoMs: 5 * minuteMs, run: inProgress },
  ]
  const refills = plan.refills.map((refill) => ({ agoMs: nowMs - refill.atMs, run: () => steps.refill(refill) }))
  const happenings = [...(extent === 'full' ? full : small), ...refills].sort((a, b) => b.agoMs - a.agoMs)
  for (const { agoMs, run } of happenings) {
    clock.set(nowMs - agoMs)
    await run()
  }
  clock.set(nowMs)
}
