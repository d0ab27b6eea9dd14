// Engine and central are killed in turn, with a network between them that fails: what the screen called saved reaches central, once.
import { expect, it } from 'vitest'
import { foundIn } from './support/bench'
import type { EngineProcess } from './support/engine-process'
import { newRecord, type Record, workAt } from './support/hand'
import { isIdle, type OnlineBench, onlineBench } from './support/online-bench'
import { tell } from './support/report'

const kills = Number(process.env.CRYOBENCH_KILLS ?? 6)
/** Until the next kill: then the hand rests. */
const vialsAKill = 12
/** Tagged in the moment of a kill, and not seen. */
const unseen = 2
/** A batch of intents is under way for about as long. */
const longestMs = 30
const random = { next: Math.random }
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Resolves in the midst of a batch of intents, or after some seconds without one. */
async function whileItSends(engine: EngineProcess, { proxy }: OnlineBench) {
  const batches = proxy.requests('/intents')
  const endMs = performance.now() + 4_000
  for (let looks = 0; proxy.requests('/intents') === batches && performance.now() < endMs; looks++) {
    // Somebody does not want to wait for the next attempt.
    if (looks % 50 === 0) void engine.request('bench/syncNow', undefined)
    await after(5)
  }
  await after(random.next() * longestMs)
}

/** Works at this engine, and kills in the midst of it. */
async function workUntilKilled(engine: EngineProcess, online: OnlineBench, record: Record, kill: () => Promise<void>) {
  const before = record.acknowledged.size
  const saved = () => record.acknowledged.size - before
  const endMs = performance.now() + 20_000
  let killing: Promise<void> | null = null
  let isDead = false
  const isEnough = () => {
    if (killing === null && saved() > 0) {
      killing = whileItSends(engine, online)
        .then(kill)
        .then(() => {
          isDead = true
        })
    }
    return isDead || saved() >= vialsAKill || performance.now() > endMs
  }
  await workAt(engine, record, isEnough, online.task)
  expect(performance.now(), `the engine stands still at ${record.inVain}`).toBeLessThan(endMs)
  await killing
}

it(`survives ${kills} kills, of the engine and of central`, { timeout: 120_000 + kills * 10_000 }, async () => {
  const online = await onlineBench({ vials: kills * (vialsAKill + unseen), rate: 0.35, random })
  const record = newRecord()
  let engine = online.startEngine()
  for (let kill = 0; kill < kills; kill++) {
    if (kill % 2 === 0) {
      await workUntilKilled(engine, online, record, engine.kill)
      engine = online.startEngine()
    } else {
      // Since the engine was killed it has worked while central was still away.
      await online.centralIsBack()
      await workUntilKilled(engine, online, record, online.killCentral)
    }
  }
  online.proxy.heal()
  await online.centralIsBack()
  await isIdle(engine)
  await engine.stop()

  const { tags, doubled, intents, refused } = await online.atCentral()
  const found = foundIn(online.bench)
  const lost = [...record.acknowledged].filter(([vial, tag]) => tags.get(vial) !== tag)
  const struck = Object.values(online.proxy.struck).reduce((sum, each) => sum + each, 0)
  tell(`SIGKILL of engine and central in turn, ${struck} failing requests between them`, {
    faults: kills,
    acknowledged: record.acknowledged.size,
    lost: lost.length,
    doubled,
  })
  expect(struck).toBeGreaterThan(0)
  expect(record.acknowledged.size).toBeGreaterThanOrEqual(kills)
  expect(lost).toEqual([])
  expect({ doubled, refused }).toEqual({ doubled: 0, refused: 0 })
  // Saved in the very moment of a kill, and never heard of.
  expect(tags.size - record.acknowledged.size).toBeLessThanOrEqual(Math.ceil(kills / 2))
  expect(intents).toEqual(found.ids)
  expect(tags).toEqual(found.tags)
  expect(found).toMatchObject({ doubled: 0, brokenLinks: 0, integrity: 'ok' })
})
