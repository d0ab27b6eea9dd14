// Five hundred worlds of benches, networks, disks and clocks that fail: nothing that a person saw saved is lost, nothing is done
// twice, and once the last fault has healed nothing waits and both sides know the same.
import { beforeAll, describe, expect, test } from 'vitest'
import { output, type Ran, simulations } from './run-simulations'
import { safeguards } from './sabotage'

const minuteMs = 60_000

// Beside each other: some of these have work for one processor only.
describe.concurrent('five hundred seeds', () => {
  let ran: Ran
  beforeAll(async () => {
    ran = await simulations({ seeds: 500, from: 1, ops: 4 })
  }, 30 * minuteMs)

  test('hold in every one', () => {
    expect(ran.failures).toEqual([])
    expect(ran.seeds).toBe(500)
  })

  test('have something to hold against', () => {
    const { scans, intents, faults, kills, powerCuts, restores, refused, resolved, lookedAfter, lost } = ran.sums
    expect(scans).toBeGreaterThan(1_500)
    expect(intents).toBeGreaterThan(2_000)
    expect(faults).toBeGreaterThan(500)
    expect(kills).toBeGreaterThan(100)
    expect(powerCuts).toBeGreaterThan(20)
    expect(restores).toBeGreaterThan(50)
    expect(lost).toBeGreaterThan(10)
    expect(lookedAfter).toBeGreaterThan(50)
    expect(refused).toBeGreaterThan(20)
    expect(resolved).toBeGreaterThan(5)
  })

  test(
    'are the same when they run again, in another order and in other processes',
    async () => {
      const again = await simulations({ seeds: 12, from: 7, ops: 4, jobs: 1 })
      expect(again.hashes).toEqual(ran.hashes.filter(([seed]) => seed >= 7 && seed < 19))
    },
    5 * minuteMs,
  )
})

describe.concurrent('a safeguard that is taken out', () => {
  test(
    'is missed: each simulation of a world without one turns red',
    async () => {
      const said = await output(['--teeth', '--pinned', '--seeds', '60', '--ops', '10'])
      for (const name of Object.keys(safeguards)) expect(said).toMatch(new RegExp(`^${name}: red after`, 'm'))
    },
    20 * minuteMs,
  )

  test(
    'is told with the command that shows it again, made small',
    async () => {
      const said = await output(['--sabotage', 'gaplessFeed', '--seeds', '1', '--from', '3', '--ops', '10'])
      const [, kept = ''] = /--sabotage gaplessFeed --keep ([\d,]*) --trace/.exec(said) ?? []
      expect(said).toContain('The feed of facility')
      expect(kept.split(',').length).toBeLessThan(5)
    },
    5 * minuteMs,
  )
})
