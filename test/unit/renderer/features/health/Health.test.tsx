import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { healthOf } from '../../../../../src/main/engine/health/checks/decide'
import { Backups } from '../../../../../src/renderer/features/health/Backups'
import { Checks } from '../../../../../src/renderer/features/health/Checks'
import { Diagnostics } from '../../../../../src/renderer/features/health/Diagnostics'
import { LogTail } from '../../../../../src/renderer/features/health/LogTail'
import { Verdict } from '../../../../../src/renderer/features/health/Verdict'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { HealthFacts } from '../../../../../src/shared/views/health'
import { healthFactsOf, healthNowMs as now } from '../../../../support/builders/health'

const draw = (content: ReactNode): string => renderToStaticMarkup(<MantineProvider>{content}</MantineProvider>)
const facts = healthFactsOf()

beforeAll(() => startI18n('en'))

const daysOffline = {
  outbox: { waiting: 3, oldestMs: now - 3 * 86_400_000, conflicts: 0 },
  central: { link: { kind: 'offline', sinceMs: now - 3 * 86_400_000, nextAttemptMs: null }, lastContactMs: null },
} as const satisfies Partial<HealthFacts>

const disabledRestores = (html: string): number =>
  (html.match(/<button[^>]*>/g) ?? []).filter(
    (tag) => tag.includes('disabled=""') && tag.includes('aria-label="Restore'),
  ).length

describe('the health page', () => {
  it('says at first sight whether anything is to be done', () => {
    expect(draw(<Verdict {...healthOf(facts, now)} />)).toContain('There is nothing to do')
    const bad = healthOf(healthFactsOf({ disk: { freeBytes: 0 }, readers: [] }), now)
    expect(draw(<Verdict {...bad} />)).toMatch(/needs help now.*2 checks need attention/)
    expect(draw(<Checks {...bad} facts={facts} />)).toContain('Plug in a reader')
  })

  it('stays calm about days of work without central, and says what is safe', () => {
    const bench = healthFactsOf(daysOffline)
    const health = healthOf(bench, now)
    const html = draw(
      <>
        <Verdict {...health} />
        <Checks {...health} facts={bench} />
      </>,
    )
    expect(html).toMatch(/3 entries.*Everything is saved on this bench/)
    expect(html).not.toMatch(/needs help now|Call IT/)
  })

  it('lists a few backups, and offers no damaged one to restore', () => {
    const rows = Array.from({ length: 6 }, (_, index) => ({
      name: `b${index}`,
      atMs: now - index * 3_600_000,
      bytes: 1e6,
      kind: 'timed' as const,
      verdict: index === 0 ? ('damaged' as const) : ('good' as const),
    }))
    const html = draw(<Backups backups={rows} facts={facts} onChange={() => undefined} />)
    expect(html.match(/<li/g)).toHaveLength(4)
    expect(html).toContain('Show all 6')
    expect(disabledRestores(html)).toBe(1)
  })

  it('has no backup to make, and none to restore, where there is no database', () => {
    const none = healthFactsOf({ database: { ...facts.database, problem: 'damaged' } })
    const row = { name: 'b', atMs: now, bytes: 1, kind: 'timed', verdict: 'good' } as const
    const html = draw(<Backups backups={[row]} facts={none} onChange={() => undefined} />)
    expect(html).toMatch(/hidden=""[^>]*>.*Back up now/)
    expect(disabledRestores(html)).toBe(1)
  })

  it('shows how far a diagnostics file is, with a way out', () => {
    const html = draw(<Diagnostics writing={{ done: 3, all: 10 }} onChange={() => undefined} />)
    expect(html).toMatch(/<progress[^>]*value="3"[^>]*max="10"/)
    expect(html).toContain('Cancel')
    expect(draw(<Diagnostics writing={null} onChange={() => undefined} />)).not.toContain('<progress')
  })

  it('shows what was logged as text, whatever it is', () => {
    const line = { time: '2030-01-02T11:00:00.000Z', level: 'error', part: 'engine', text: '<img src=x>' } as const
    const html = draw(<LogTail log={[line, line]} />)
    expect(html.match(/&lt;img src=x&gt;/g)).toHaveLength(2)
    expect(draw(<LogTail log={[]} />)).toContain('None in the log')
  })
})
