// The engine is killed at random moments, again and again; what another process had heard to be saved is there, once, and the chain holds.
import { expect, it } from 'vitest'
import { foundIn, offlineBench } from './support/bench'
import { startEngineProcess } from './support/engine-process'
import { newRecord, workAt } from './support/hand'
import { tell } from './support/report'

const kills = Number(process.env.CRYOBENCH_KILLS ?? 25)

it(`survives ${kills} kills`, { timeout: 60_000 + kills * 6_000 }, async () => {
  // More than a quick machine tags until the last kill.
  const bench = offlineBench(Math.max(3000, kills * 80))
  const record = newRecord()
  for (let kill = 0; kill < kills; kill++) {
    const engine = startEngineProcess(bench)
    const before = record.acknowledged.size
    // One in five dies while it starts or resumes; the others in the midst of work.
    const moment = Math.random() * (kill % 5 === 0 ? 400 : 600)
    const mustWork = kill % 5 !== 0
    const timer = mustWork ? null : setTimeout(() => void engine.kill(), moment)
    let isDue = false
    const endMs = performance.now() + 20_000
    await workAt(engine, record, () => {
      if (mustWork && !isDue && record.acknowledged.size > before) {
        isDue = true
        setTimeout(() => void engine.kill(), moment)
      }
      return performance.now() > endMs
    })
    expect(performance.now(), `the engine stands still at ${record.inVain}`).toBeLessThan(endMs)
    if (timer !== null) clearTimeout(timer)
    await engine.kill()
  }
  const found = foundIn(bench)
  const lost = [...record.acknowledged].filter(([vial, tag]) => found.tags.get(vial) !== tag)
  tell('SIGKILL at random moments', {
    faults: kills,
    acknowledged: record.acknowledged.size,
    lost: lost.length,
    doubled: found.doubled,
  })
  expect(record.acknowledged.size).toBeGreaterThan(kills / 2)
  expect(lost).toEqual([])
  // Saved in the very moment of a kill, and never heard of.
  expect(found.tags.size - record.acknowledged.size).toBeLessThanOrEqual(kills)
  expect(found).toMatchObject({ doubled: 0, brokenLinks: 0, integrity: 'ok' })
})
