import { describe, expect, test } from 'vitest'
import { bulkOn } from '../../../../../src/main/engine/store/bulk'

/** A log that grows when told to, and what is done to it. */
function rig(move?: () => Promise<unknown>) {
  const done: string[] = []
  let all = 0
  let unmoved = 0
  const log = {
    pages: () => ({ all, unmoved }),
    moveAtCommit: (does: boolean) => void done.push(does ? 'commits move it' : 'commits leave it'),
  }
  const bulk = bulkOn(log, {
    async move() {
      done.push('move')
      await move?.()
      unmoved = 0
    },
    async flush() {
      done.push('flush')
    },
  })
  return {
    bulk,
    done,
    grow(pages: number) {
      all += pages
      unmoved += pages
    },
  }
}

describe('bulk work', () => {
  test('has the log flushed as it grows, so that a scan never flushes much of it', async () => {
    const { bulk, done, grow } = rig()
    for (let piece = 0; piece < 10; piece += 1) {
      grow(100)
      await bulk.room()
    }
    expect(done).toEqual(['commits leave it', 'flush', 'flush'])
  })

  test('has it moved by another thread before it grows too large, and at its end', async () => {
    const { bulk, done, grow } = rig()
    grow(16_000)
    await bulk.room()
    grow(10)
    await bulk.end()
    expect(done).toEqual(['commits leave it', 'move', 'move', 'commits move it'])
  })

  test('leaves it to the commits again where the other thread fails', async () => {
    const { bulk, done, grow } = rig(() => Promise.reject(new Error('no thread')))
    grow(16_000)
    await bulk.room()
    grow(16_000)
    await bulk.room()
    await bulk.end()
    expect(done).toEqual(['commits leave it', 'move', 'commits move it'])
  })
})
