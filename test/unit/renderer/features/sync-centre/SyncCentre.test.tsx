import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { LinkPanel } from '../../../../../src/renderer/features/sync-centre/LinkPanel'
import { Refused } from '../../../../../src/renderer/features/sync-centre/Refused'
import { WaitingLine } from '../../../../../src/renderer/features/sync-centre/WaitingLine'
import { WaitingList } from '../../../../../src/renderer/features/sync-centre/WaitingList'
import { WorkOffline } from '../../../../../src/renderer/features/sync-centre/WorkOffline'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import { intentId } from '../../../../../src/shared/model/ids'
import { aConflict, anAct, aSync, aWaitingAct } from '../../../../support/builders/sync'

const draw = (content: ReactNode): string => renderToStaticMarkup(<MantineProvider>{content}</MantineProvider>)

beforeAll(() => startI18n('en'))

describe('the sync centre', () => {
  it('offers the way back while somebody works offline on purpose, and not to try', () => {
    const html = draw(<LinkPanel sync={aSync({ link: { kind: 'offlineOnPurpose', sinceMs: 0 } })} />)
    expect(html).toContain('Working offline since')
    expect(html).toContain('Go back online')
    expect(html).not.toContain('Try now')
  })

  it('counts down to the next attempt while central is away', () => {
    const offline = aSync({
      link: { kind: 'offline', sinceMs: 0, nextAttemptMs: null },
      nextAttemptMs: Date.now() + 3_600_000,
    })
    expect(draw(<LinkPanel sync={offline} />)).toMatch(/Next attempt.*role="timer"[^>]*>1:00:00</)
  })

  it('shows how far the first synchronisation is', () => {
    const html = draw(<LinkPanel sync={aSync({ link: { kind: 'firstSync', received: 400, total: 1000 } })} />)
    expect(html).toMatch(/<progress[^>]*value="400"[^>]*max="1000"/)
    expect(html).toContain('400 of 1,000')
  })

  it('names an act by vial, tag, procedure, subject, person and reason of waiting', () => {
    const act = aWaitingAct({ waitingFor: { kind: 'central' } })
    const link = { kind: 'offline', sinceMs: 0, nextAttemptMs: null } as const
    const html = draw(<WaitingLine act={act} link={link} index={0} top={0} />)
    for (const text of ['VL-001', '1234', 'SUBJ-2024-001', 'M. Weber', 'E280', 'Waiting for the network']) {
      expect(html).toContain(text)
    }
  })

  it('says that everything has reached central only while nothing is left at the conflict desk', () => {
    expect(draw(<WaitingList sync={aSync()} />)).toContain('Everything has reached central')
    expect(draw(<WaitingList sync={aSync({ conflicts: 1 })} />)).toContain('Everything else has reached central')
  })

  it('tells how many more wait than are shown', () => {
    const html = draw(<WaitingList sync={aSync({ waiting: [aWaitingAct()], waitingCount: 1234 })} />)
    expect(html).toContain('Showing the oldest 1 of 1,234')
  })

  it('has a switch only where there is a central to be away from', () => {
    expect(draw(<WorkOffline link={{ kind: 'offlineOnPurpose', sinceMs: 0 }} />)).toMatch(/type="checkbox"[^>]*checked/)
    expect(draw(<WorkOffline link={{ kind: 'online', lastContactMs: 0 }} />)).not.toMatch(/type="checkbox"[^>]*checked/)
    expect(draw(<WorkOffline link={{ kind: 'notEnrolled' }} />)).not.toContain('checkbox')
  })
})

/** Of that many minutes ago, about a vial of its own. */
const refusedSince = (minutes: number) => {
  const { bench, sinceMs } = aConflict()
  return aConflict({
    id: intentId(`c${minutes}`),
    sinceMs: sinceMs - minutes * 60_000,
    bench: { ...bench, ...anAct({ vialName: `VL-${minutes}` }) },
  })
}
const vialsIn = (html: string): readonly string[] => html.match(/VL-\d+/g) ?? []

describe('what central refused', () => {
  it('is nothing, calmly, with the way to what was decided', () => {
    const html = draw(<Refused count={0} open={[]} />)
    expect(html).toContain('No conflicts are waiting for a decision.')
    expect(html).toContain('Open the conflict desk')
    expect(html).not.toContain('<li')
    expect(html).not.toContain('alert-triangle')
  })

  it('is named when it is one: what, of which procedure and subject, since when', () => {
    const html = draw(<Refused count={1} open={[aConflict({ kind: 'placeTaken' })]} />)
    for (const text of [
      '1 conflict is waiting for a decision.',
      'Place taken by another vial',
      'Tag assigned to VL-001',
      'Procedure 1234 for SUBJ-2024-001',
      formatFor('en-GB').when(aConflict().sinceMs, Date.now()),
      'alert-triangle',
    ]) {
      expect(html).toContain(text)
    }
    expect(html).not.toContain('older')
  })

  it('is the newest three of many, the newest first, and how many more', () => {
    const html = draw(<Refused count={5} open={[50, 40, 30, 20, 10].map(refusedSince)} />)
    expect(html).toContain('5 conflicts are waiting for a decision.')
    expect(vialsIn(html)).toEqual(['VL-10', 'VL-20', 'VL-30'])
    expect(html).toContain('There are 2 older ones at the conflict desk.')
  })

  it('is a number as long as nothing else is known', () => {
    const html = draw(<Refused count={4} open={[]} />)
    expect(html).toContain('4 conflicts are waiting for a decision.')
    expect(html).not.toMatch(/<li|older/)
  })
})
