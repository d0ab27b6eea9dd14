import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { lastNet, spreadNet } from '../../../../src/main/shell/last-net'
import { manualClock } from '../../../support/manual-clock'

function bed({ failing = false } = {}) {
  const said: string[] = []
  let ends = 0
  const clock = manualClock()
  const net = lastNet({
    say(text) {
      said.push(text)
      if (failing) throw new Error('the log fails as well')
    },
    end() {
      ends += 1
    },
    monotonicMs: clock.monotonicMs,
  })
  return { net, said, clock, ends: () => ends }
}

it('says what nobody has caught, and the program goes on', () => {
  const { net, said, ends } = bed()
  const program = new EventEmitter()
  spreadNet(net, program)
  program.emit('uncaughtException', new Error('ENOSPC: no space left on device'))
  program.emit('unhandledRejection', 'no error at all')
  expect(said[0]).toMatch(/ENOSPC/)
  expect(said[1]).toMatch(/no error at all/)
  expect(ends()).toBe(0)
})

it('has no hole: a log that fails, and an error that can not be shown', () => {
  const { net } = bed({ failing: true })
  const strange = {
    get [Symbol.for('nodejs.util.inspect.custom')]() {
      throw new Error('never look at me')
    },
  }
  expect(() => net.caught(new Error('a'))).not.toThrow()
  expect(() => net.caught(strange)).not.toThrow()
})

it('ends a program that does nothing else any more: more than 20 within a minute, once', () => {
  const { net, clock, ends } = bed()
  for (let count = 0; count < 20; count += 1) net.caught(new Error('again'))
  expect(ends()).toBe(0)
  clock.advance(60_000)
  for (let count = 0; count < 20; count += 1) net.caught(new Error('again'))
  expect(ends()).toBe(0)
  net.caught(new Error('again'))
  net.caught(new Error('again'))
  expect(ends()).toBe(1)
})
