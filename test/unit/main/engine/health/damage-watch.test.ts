import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { reportingDamage } from '../../../../../src/main/engine/health/damage-watch'
import { markerOf } from '../../../../../src/main/engine/store/restore/marker'
import { opened, stillClock, tempFile } from '../store/support'

const damage = () => Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' })

function watching(restoredAgoMs: number | null) {
  const file = tempFile()
  const clock = stillClock()
  const store = opened(file, clock)
  if (restoredAgoMs !== null) {
    const atMs = clock.wallMs() - restoredAgoMs
    store.transact(() => store.profile.addNotice({ kind: 'newIdentity', atMs, why: 'tailUnproven' }))
  }
  const seen = { reported: 0, restarted: 0 }
  const report = reportingDamage(
    { store, paths: { file, backups: '' } },
    { clock, report: () => void seen.reported++, restart: () => void seen.restarted++ },
  )
  return { report, seen, isMarked: () => existsSync(markerOf(file)) }
}

it('the first error of a damaged page marks the database for the next start, and asks for it', () => {
  const { report, seen, isMarked } = watching(null)
  report(new Error('disk full'))
  expect([seen, isMarked()]).toEqual([{ reported: 1, restarted: 0 }, false])
  report(damage())
  expect([seen, isMarked()]).toEqual([{ reported: 2, restarted: 1 }, true])
})

it.each([
  [9 * 60_000, false],
  [11 * 60_000, true],
  // Restored while the clock was a year ahead.
  [-365 * 86_400_000, true],
])('%i ms after a restore it is restored again: %s', (agoMs, again) => {
  const { report, isMarked } = watching(agoMs)
  report(damage())
  expect(isMarked()).toBe(again)
})
