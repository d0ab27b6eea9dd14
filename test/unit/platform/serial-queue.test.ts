import { expect, test } from 'vitest'
import { serialQueue } from '../../../src/platform/serial-queue'

test('work begins when the work before it has ended, even by an error', async () => {
  const queue = serialQueue()
  const order: string[] = []
  let fail = (_: Error) => {}
  const first = queue.run(() => new Promise<void>((_, reject) => (fail = reject)))
  const second = queue.run(() => order.push('second'))
  const settled = queue.settled().then(() => order.push('settled'))
  await Promise.resolve()
  expect(order).toEqual([])
  fail(new Error('disk full'))
  await expect(first).rejects.toThrow('disk full')
  expect(await second).toBe(1)
  await settled
  expect(order).toEqual(['second', 'settled'])
})
