import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backupName,
  hasRoom,
  type Kept,
  keptOf,
  outdated,
} from '../../../../../../src/main/engine/store/backup/rotation'

const hourMs = 60 * 60 * 1000
const start = Date.parse('2030-01-01T00:00:00Z')
const hourly = (hours: number): Kept[] =>
  Array.from({ length: hours }, (_, hour) => {
    const atMs = start + hour * hourMs
    return { name: backupName(atMs, null), atMs, before: null }
  })

describe('which backups stay', () => {
  it('those of the last day by the hour, and of the last week by the day', () => {
    const all = hourly(30 * 24)
    const gone = new Set(outdated(all))
    const stay = all.filter(({ name }) => !gone.has(name))
    // The last day's newest is one of the hourly ones.
    expect(stay).toHaveLength(24 + 6)
    expect(stay.at(-1)).toEqual(all.at(-1))
    expect(stay.slice(0, 6).map(({ atMs }) => new Date(atMs).getUTCHours())).toEqual([23, 23, 23, 23, 23, 23])
  })

  it('those from before the last three migrations, whatever their age', () => {
    const before = [1, 2, 3, 4].map((version) => {
      const atMs = start - (10 - version) * 24 * hourMs
      return { name: backupName(atMs, version), atMs, before: version }
    })
    expect(outdated([...before, ...hourly(24 * 20)]).filter((name) => name.includes('before'))).toEqual([
      before[0]?.name,
    ])
  })

  it('always the newest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 }), (hours) => {
        const all = hours.map((hour) => hourly(hour + 1).at(-1)).filter((kept) => kept !== undefined)
        const newest = Math.max(...all.map(({ atMs }) => atMs))
        expect(outdated(all)).not.toContain(backupName(newest, null))
      }),
      { numRuns: 30 },
    )
  })
})

it('a name tells when, and from before which migration; other files are none', () => {
  for (const before of [null, 3]) {
    const name = backupName(start, before)
    expect(keptOf(name)).toEqual({ name, atMs: start, before })
  }
  for (const name of ['bench.db', 'bench-20300101T000000Z.db.part', 'notes.txt']) expect(keptOf(name)).toBeNull()
})

it('a backup never takes the last of a disk', () => {
  const mib = 1024 * 1024
  expect(hasRoom(100 * mib, 500 * mib)).toBe(true)
  expect(hasRoom(100 * mib, 400 * mib)).toBe(false)
  expect(hasRoom(0, 255 * mib)).toBe(false)
})
