import { expect, it } from 'vitest'
import { quietStart } from '../../../../../src/main/engine/ipc/quiet-start'
import type { Timers } from '../../../../../src/shared/ports'

function aTimer() {
  const due: (() => void)[] = []
  const timers: Timers = {
    after(_ms, run) {
      due.push(run)
      return () => void due.splice(due.indexOf(run), 1)
    },
  }
  return { timers, due }
}

async function isOver(over: Promise<void>): Promise<boolean> {
  let done = false
  void over.then(() => {
    done = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  return done
}

it('lasts until the first screen is there', async () => {
  const { timers, due } = aTimer()
  const quiet = quietStart(timers, 1000)
  expect(await isOver(quiet.over)).toBe(false)
  quiet.end()
  expect(await isOver(quiet.over)).toBe(true)
  expect(due).toEqual([])
})

it('is over without a window too, when its time is', async () => {
  const { timers, due } = aTimer()
  const quiet = quietStart(timers, 1000)
  due[0]?.()
  expect(await isOver(quiet.over)).toBe(true)
})

it('is over at once where nothing is to be waited for', async () => {
  const { timers, due } = aTimer()
  expect(await isOver(quietStart(timers, 0).over)).toBe(true)
  expect(due).toEqual([])
})
