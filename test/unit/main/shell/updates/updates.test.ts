import { describe, expect, it } from 'vitest'
import type { Checked, Downloaded, Installed, Updater } from '../../../../../src/main/shell/updates/updater'
import { type UpdatesNeeds, updatesOf } from '../../../../../src/main/shell/updates/updates'
import type { ProgramSnapshot } from '../../../../../src/shared/views/program'

interface Answers {
  readonly checks?: readonly Checked[]
  readonly downloads?: readonly Downloaded[]
  readonly installs?: readonly Installed[]
}

const found: Checked = { kind: 'found', version: '0.2.0' }
const whole: Downloaded = { kind: 'downloaded' }

function bed({ checks = [], downloads = [], installs = [] }: Answers, more: Partial<UpdatesNeeds> = {}) {
  const left = { checks: [...checks], downloads: [...downloads], installs: [...installs] }
  const published: ProgramSnapshot[] = []
  const did: string[] = []
  const timers: { ms: number; run: () => void }[] = []
  const next = <Value>(name: string, list: Value[]): Value => {
    did.push(name)
    const value = list.shift()
    if (value === undefined) throw new Error(`Not foreseen: ${name}`)
    return value
  }
  const updater: Updater = {
    check: async () => next('check', left.checks),
    download: async () => next('download', left.downloads),
    cancel: () => void did.push('cancel'),
    install: async () => next('install', left.installs),
  }
  const errors: unknown[] = []
  const updates = updatesOf({
    version: '0.1.0',
    updater: async () => updater,
    off: null,
    rolledBack: null,
    publish: (snapshot) => published.push(snapshot),
    quit: () => void did.push('quit'),
    nowMs: () => 1000,
    random: () => 0.5,
    after: (ms, run) => {
      const timer = { ms, run }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
    report: (error) => errors.push(error),
    ...more,
  })
  const settled = () => new Promise((done) => setTimeout(done))
  return { updates, published, did, timers, errors, settled }
}

describe('updates', () => {
  it('ask no server before the first screen was shown, and then soon', async () => {
    const { updates, timers, did, settled } = bed({ checks: [{ kind: 'nothingNewer' }] })
    expect([timers, did]).toEqual([[], []])
    updates.begin()
    expect(timers.map(({ ms }) => ms)).toEqual([90_000])
    timers.shift()?.run()
    await settled()
    expect(updates.snapshot()).toMatchObject({ update: { kind: 'idle' }, lastCheckMs: 1000 })
    expect(timers).toHaveLength(1)
  })

  it.each(['noServer', 'noKey', 'otherWay'] as const)('that are off (%s) ask nobody, ever', async (off) => {
    const { updates, timers, did, settled } = bed({}, { off })
    updates.begin()
    updates.act('check')
    await settled()
    expect([timers, did, updates.snapshot().update]).toEqual([[], [], { kind: 'off', why: off }])
  })

  it('are fetched by themselves, and installed when asked, with the program coming back', async () => {
    const { updates, did, settled } = bed({ checks: [found], downloads: [whole], installs: [null] })
    updates.act('check')
    await settled()
    expect(updates.snapshot().update).toEqual({ kind: 'ready', version: '0.2.0' })
    updates.act('restart')
    expect(updates.quitting(true)).toEqual({ comeBack: true })
    await updates.install(null)
    expect(did).toEqual(['check', 'download', 'quit', 'install'])
  })

  it('wait for the open procedure, and are installed when it is finished', async () => {
    const { updates, did, settled } = bed({ checks: [found], downloads: [whole] })
    updates.busy('procedureOpen')
    updates.act('check')
    await settled()
    updates.act('restart')
    expect(updates.snapshot().update).toEqual({ kind: 'waiting', version: '0.2.0', why: 'procedureOpen' })
    updates.busy('sending')
    expect(updates.snapshot().update).toMatchObject({ kind: 'waiting', why: 'sending' })
    expect(did).not.toContain('quit')
    updates.busy(null)
    expect(did).toContain('quit')
  })

  it('are not installed without a backup, and say so', async () => {
    const { updates, did, settled } = bed({ checks: [found], downloads: [whole] })
    updates.act('check')
    await settled()
    expect(updates.quitting(true)).toEqual({ comeBack: false })
    await updates.install('diskLow: 12')
    expect(did).not.toContain('install')
    expect(updates.snapshot().notInstalled).toEqual({ version: '0.2.0', why: 'noBackup', detail: 'diskLow: 12' })
  })

  it('that the system does not permit stay ready, and say so', async () => {
    const no: Installed = { why: 'notPermitted', detail: 'not authorized' }
    const { updates, settled } = bed({ checks: [found], downloads: [whole], installs: [no] })
    updates.act('check')
    await settled()
    updates.quitting(true)
    await updates.install(null)
    const { update, notInstalled } = updates.snapshot()
    expect([update.kind, notInstalled?.why]).toEqual(['ready', 'notPermitted'])
  })

  it('that did not come up here once are not fetched again; the next ones are', async () => {
    const rolledBack = { version: '0.2.0', atMs: 1 }
    const { updates, did, settled } = bed(
      { checks: [found, { kind: 'found', version: '0.3.0' }], downloads: [whole] },
      { rolledBack },
    )
    updates.act('check')
    await settled()
    expect(updates.snapshot().update).toEqual({ kind: 'refused', why: 'failedHere', version: '0.2.0' })
    expect(did).toEqual(['check'])
    updates.act('check')
    await settled()
    expect(updates.snapshot().update).toEqual({ kind: 'ready', version: '0.3.0' })
  })
})
