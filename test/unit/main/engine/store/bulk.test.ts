import { describe, expect, test } from 'vitest'
import { bulkOn } from '../../../../../src/main/engine/store/bulk'

const moved = { kind: 'logMoved', pages: 0 } as const

/** A log that grows when told to, and what is done to it. Moves end when `moves` says so. */
function rig(moves: () => Promise<unknown> = async () => {}) {
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
      const pages = unmoved
      await moves()
      unmoved -= pages
      return moved
    },
    async end() {
      done.push('end')
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

/** Moves that last until they are let go on. */
function heldMoves() {
  const waiting: (() => void)[] = []
  return {
    move: () => new Promise<void>((resolve) => waiting.push(resolve)),
    release() {
      for (const each of waiting.splice(0)) each()
    },
  }
}

describe('bulk work', () => {
  test('has the log moved by another thread as it grows, so that a scan never flushes much of it', async () => {
    const { bulk, done, grow } = rig()
    for (let piece = 0; piece < 20; piece += 1) {
      grow(100)
      await bulk.room()
    }
    expect(done).toEqual(['commits leave it', 'move', 'move'])
  })

  test('goes on meanwhile, and waits when it is too far ahead', async () => {
    const held = heldMoves()
    const { bulk, done, grow } = rig(held.move)
    grow(1000)
    await bulk.room()
    grow(1000)
    await bulk.room()
    expect(done).toEqual(['commits leave it', 'move'])
    grow(1000)
    let hasRoom = false
    const room = bulk.room().then(() => {
      hasRoom = true
    })
    await Promise.resolve()
    expect(hasRoom).toBe(false)
    held.release()
    await room
  })

  test('stands still until all is moved before the log grows too large, however little that is', async () => {
    const held = heldMoves()
    const moves = { areHeld: false }
    const { bulk, done, grow } = rig(() => (moves.areHeld ? held.move() : Promise.resolve()))
    for (let piece = 0; piece < 15; piece += 1) {
      grow(1050)
      await bulk.room()
      await new Promise((resolve) => setImmediate(resolve))
    }
    moves.areHeld = true
    const before = done.length
    grow(300)
    let hasRoom = false
    const room = bulk.room().then(() => {
      hasRoom = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(done.slice(before)).toEqual(['move'])
    expect(hasRoom).toBe(false)
    held.release()
    await room
  })

  test('ends with nothing unmoved, and commits move the log again', async () => {
    const { bulk, done, grow } = rig()
    grow(10)
    await bulk.end()
    expect(done).toEqual(['commits leave it', 'move', 'end', 'commits move it'])
  })

  test('leaves it to the commits again where the other thread fails', async () => {
    const { bulk, done, grow } = rig(() => Promise.reject(new Error('no thread')))
    grow(16_000)
    await bulk.room()
    grow(16_000)
    await bulk.room()
    await bulk.end()
    expect(done).toEqual(['commits leave it', 'move', 'commits move it', 'end'])
  })
})
