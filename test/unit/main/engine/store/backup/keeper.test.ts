import { describe, expect, it, onTestFinished } from 'vitest'
import type { BackupAnswer } from '../../../../../../src/main/engine/store/backup/folder'
import { keepBackups } from '../../../../../../src/main/engine/store/backup/keeper'
import type { CheckAnswer } from '../../../../../../src/main/engine/store/check'
import { FakeTime } from '../../readers/support/fake-time'

const made: BackupAnswer = { kind: 'backedUp', name: 'b', bytes: 1, reads: 1, intents: 1 }
const low: BackupAnswer = { kind: 'backupFailed', why: 'diskLow', detail: '12' }
const minuteMs = 60_000

function kept(answers: readonly BackupAnswer[], check: CheckAnswer = { kind: 'sound' }) {
  const time = new FakeTime()
  const seen = { backups: 0, full: [] as boolean[], shown: 0, damaged: [] as string[], changes: 1 }
  const keeper = keepBackups({
    paths: { file: 'bench.db', backups: 'nowhere' },
    jobs: {
      backup: async () => answers[seen.backups++] ?? made,
      check: async (_file, full) => {
        seen.full.push(full)
        return check
      },
    },
    clock: time,
    timers: time,
    changes: () => seen.changes,
    wasUnclean: true,
    first: null,
    onChange: () => {
      seen.shown += 1
    },
    onDamaged: (detail) => seen.damaged.push(detail),
    report: () => undefined,
  })
  onTestFinished(() => keeper.stop())
  return { keeper, seen, pass: (ms: number) => time.advance(ms) }
}

describe('the keeper of backups', () => {
  it('makes one soon after the first start, then every hour in which something changed', async () => {
    const { seen, pass, keeper } = kept([])
    await pass(3 * minuteMs)
    expect(seen.backups).toBe(1)
    await pass(60 * minuteMs)
    expect(seen.backups).toBe(1)
    seen.changes += 1
    await pass(60 * minuteMs)
    expect(seen.backups).toBe(2)
    expect(keeper.state().backupProblem).toBeNull()
  })

  it('says when none could be made, and tries again sooner', async () => {
    const { seen, pass, keeper } = kept([low])
    await pass(3 * minuteMs)
    expect(keeper.state()).toEqual({ lastBackupMs: null, backupProblem: { why: 'diskLow', detail: '12' } })
    expect(seen.shown).toBe(1)
    await pass(11 * minuteMs)
    expect(keeper.state().backupProblem).toBeNull()
    expect(seen.shown).toBe(2)
  })

  it('looks through a database that was not closed, fully, and tells what it finds', async () => {
    const { seen, pass } = kept([], { kind: 'damaged', detail: 'page 7' })
    await pass(minuteMs)
    expect(seen.full).toEqual([true])
    expect(seen.damaged).toEqual(['page 7'])
  })

  it('does nothing after its end', async () => {
    const { seen, pass, keeper } = kept([])
    keeper.stop()
    await pass(200 * minuteMs)
    expect(seen).toMatchObject({ backups: 0, full: [] })
  })
})
