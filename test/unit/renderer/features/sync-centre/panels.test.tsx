import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { LinkPanel } from '../../../../../src/renderer/features/sync-centre/LinkPanel'
import { WaitingLine } from '../../../../../src/renderer/features/sync-centre/WaitingLine'
import { WaitingList } from '../../../../../src/renderer/features/sync-centre/WaitingList'
import { WorkOffline } from '../../../../../src/renderer/features/sync-centre/WorkOffline'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import { aSync, aWaitingAct } from '../../../../support/builders/sync'

const draw = (content: ReactNode): string => renderToStaticMarkup(<MantineProvider>{content}</MantineProvider>)

beforeAll(() => startI18n('en'))

describe('the sync centre', () => {
  it('offers the way back while somebody works offline on purpose, and not to try', () => {
    const html = draw(<LinkPanel sync={aSync({ link: { kind: 'offlineOnPurpose', sinceMs: 0 } })} />)
    expect(html).toContain('Offline on purpose since')
    expect(html).toContain('Go online again')
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
    for (const text of ['VL-001', '1234', 'SUBJ-2024-001', 'M. Weber', 'E280', 'Waits for the network']) {
      expect(html).toContain(text)
    }
  })

  it('says that everything has reached central only while nothing is left at the conflict desk', () => {
    expect(draw(<WaitingList sync={aSync()} />)).toContain('Everything has reached central')
    expect(draw(<WaitingList sync={aSync({ conflicts: 1 })} />)).toContain('Everything else has reached central')
  })

  it('tells how many more wait than are shown', () => {
    const html = draw(<WaitingList sync={aSync({ waiting: [aWaitingAct()], waitingCount: 1234 })} />)
    expect(html).toContain('The oldest 1 of 1,234 are shown')
  })

  it('has a switch only where there is a central to be away from', () => {
    expect(draw(<WorkOffline link={{ kind: 'offlineOnPurpose', sinceMs: 0 }} />)).toMatch(/type="checkbox"[^>]*checked/)
    expect(draw(<WorkOffline link={{ kind: 'online', lastContactMs: 0 }} />)).not.toMatch(/type="checkbox"[^>]*checked/)
    expect(draw(<WorkOffline link={{ kind: 'notEnrolled' }} />)).not.toContain('checkbox')
  })
})
