import { describe, expect, it } from 'vitest'
import { keyRingWatch, questionTo, type RingState, stateIn } from '../../../../src/main/shell/key-ring'
import { manualTimers } from '../../../support/manual-timers'

function bed(first: RingState) {
  let ring = first
  let comes = 0
  let asked = 0
  const timers = manualTimers()
  const watch = keyRingWatch({
    state: async () => {
      asked += 1
      return ring
    },
    timers,
    comeBack() {
      comes += 1
    },
  })
  const turn = async (next: RingState) => {
    ring = next
    timers.advance(5000)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { watch, turn, comes: () => comes, asked: () => asked }
}

describe('a key ring', () => {
  it('that opens brings the program back', async () => {
    const { watch, turn, comes } = bed('locked')
    watch.locked()
    await turn('locked')
    expect(comes()).toBe(0)
    await turn('open')
    expect(comes()).toBe(1)
    await turn('open')
    expect(comes()).toBe(1)
  })

  it('that opens while a procedure is open waits for its end', async () => {
    const { watch, turn, comes } = bed('locked')
    watch.locked()
    watch.busy('procedureOpen')
    await turn('open')
    await turn('open')
    expect(comes()).toBe(0)
    watch.busy(null)
    expect(comes()).toBe(1)
  })

  it('that was never seen locked is no reason to start again, for ever', async () => {
    const { watch, turn, comes } = bed('open')
    watch.locked()
    for (let count = 0; count < 5; count += 1) await turn('open')
    expect(comes()).toBe(0)
  })

  it('that locks again before anybody was free is waited for once more', async () => {
    const { watch, turn, comes } = bed('locked')
    watch.locked()
    watch.busy('sending')
    await turn('open')
    await turn('locked')
    watch.busy(null)
    expect(comes()).toBe(0)
    await turn('open')
    expect(comes()).toBe(1)
  })

  it('is not asked before a secret was refused, nor after the end', async () => {
    const { watch, turn, asked, comes } = bed('locked')
    await turn('locked')
    expect(asked()).toBe(0)
    watch.locked()
    await turn('locked')
    watch.stop()
    const before = asked()
    await turn('open')
    expect([asked(), comes()]).toEqual([before, 0])
  })
})

it.each([
  ['(<true>,)\n', 'locked'],
  ['(<false>,)\n', 'open'],
  ['(true,)\n', 'open'],
  ['(false,)\n', 'locked'],
  ['(<@mb nothing>,)', 'unknown'],
  ['', 'unknown'],
] as const)('the answer %j is %s', (answer, state) => {
  expect(stateIn(answer)).toBe(state)
})

it.each([
  ['gnome_libsecret', /org\.freedesktop\.secrets .*Collection Locked$/],
  ['kwallet', /org\.kde\.kwalletd .*\/modules\/kwalletd /],
  ['kwallet6', /org\.kde\.kwalletd6 .*isOpen kdewallet$/],
] as const)('%s is asked', (backend, question) => {
  expect(questionTo(backend)?.join(' ')).toMatch(question)
})

it('nobody is asked about a key store that is none', () => {
  expect([questionTo('basic_text'), questionTo('unknown')]).toEqual([null, null])
})
