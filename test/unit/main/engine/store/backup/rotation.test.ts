import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backupName,
  hasRoom,
  type Kept,
  keptOf,
  newestFirst,
  nextNumber,
  outdated,
} from '../../../../../../src/main/engine/store/backup/rotation'

const hourMs = 60 * 60 * 1000
const start = Date.parse('2030-01-01T00:00:00Z')
const aBackup = (number: number, atMs: number, before: number | null = null): Kept => ({
  name: backupName(number, atMs, before),
  number,
  atMs,
  before,
})
const hourly = (hours: number): Kept[] =>
  Array.from({ length: hours }, (_, hour) => {
    const atMs = start + hour * hourMs
    return aBackup(hour + 1, atMs)
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
      return aBackup(version, atMs, version)
    })
    expect(outdated([...before, ...hourly(24 * 20)]).filter((name) => name.includes('before'))).toEqual([
      before[0]?.name,
    ])
  })

  it('always the newest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 }), (hours) => {
        const all = hours.map((hour) => hourly(hour + 1).at(-1)).filter((kept) => kept !== undefined)
        expect(outdated(all)).not.toContain(newestFirst(all)[0]?.name)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a clock that is set back', () => {
  // Three days of backups, then the clock goes back by a month, and a day of them follows.
  const before = hourly(72)
  const after = Array.from({ length: 24 }, (_, hour) => aBackup(73 + hour, start - (30 * 24 - hour) * hourMs))
  const all = [...before, ...after]

  it('makes the newest backup no older', () => {
    expect(newestFirst(all)[0]).toEqual(after.at(-1))
    expect(outdated(all)).not.toContain(after.at(-1)?.name)
    expect(nextNumber(all)).toBe(97)
  })

  it('lets go of no day', () => {
    const gone = new Set(outdated(all))
    const days = all.filter(({ name }) => !gone.has(name)).map(({ atMs }) => Math.floor(atMs / (24 * hourMs)))
    expect(new Set(days).size).toBe(4)
  })

  it('counts on behind those that have no number', () => {
    const old = keptOf('bench-20400101T000000Z.db')
    expect(old).toMatchObject({ number: 0 })
    const next = aBackup(nextNumber(old === null ? [] : [old]), start)
    expect(newestFirst([...(old === null ? [] : [old]), next])[0]).toEqual(next)
  })
})

it('a name tells which, when, and from before which migration; other files are none', () => {
  for (const before of [null, 3]) {
    expect(keptOf(backupName(7, start, before))).toEqual(aBackup(7, start, before))
  }
  for (const name of ['bench.db', 'bench-20300101T000000Z.db.part', 'notes.txt']) expect(keptOf(name)).toBeNull()
})

it('a backup never takes the last of a disk', () => {
  const mib = 1024 * 1024
  expect(hasRoom(100 * mib, 500 * mib)).toBe(true)
  expect(hasRoom(100 * mib, 400 * mib)).toBe(false)
  expect(hasRoom(0, 255 * mib)).toBe(false)
})
