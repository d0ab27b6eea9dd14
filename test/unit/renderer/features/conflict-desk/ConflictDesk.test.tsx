import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { ConflictChoices } from '../../../../../src/renderer/features/conflict-desk/ConflictChoices'
import { ConflictList } from '../../../../../src/renderer/features/conflict-desk/ConflictList'
import { Resolved } from '../../../../../src/renderer/features/conflict-desk/Resolved'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import { intentId, personId } from '../../../../../src/shared/model/ids'
import { aPerson } from '../../../../support/builders/procedure'
import { aConflict, anAct, aResolved, someConflicts } from '../../../../support/builders/sync'

const draw = (content: ReactNode): string => renderToStaticMarkup(<MantineProvider>{content}</MantineProvider>)
const supervisor = aPerson({ id: personId('p2'), name: 'A. Schneider', role: 'supervisor' })

beforeAll(() => startI18n('en'))

describe('the conflict desk', () => {
  it('lists the oldest first, with what, who decides, and of which procedure', () => {
    const younger = aConflict({ id: intentId('2'), kind: 'placeTaken', owner: 'staff' })
    const html = draw(<ConflictList conflicts={someConflicts({ open: [aConflict(), younger] })} />)
    expect(html.indexOf('taggedOtherwise')).toBeLessThan(html.indexOf('placeTaken'))
    for (const text of ['for a supervisor', 'for bench staff', 'Tag assigned to VL-001', 'SUBJ-2024-001']) {
      expect(html).toContain(text)
    }
  })

  it('says so when bench and central agree, and keeps what was decided', () => {
    const html = draw(<ConflictList conflicts={someConflicts({ resolved: [aResolved()] })} />)
    for (const text of ['Bench and central agree', 'A. Schneider', 'Checked the vial itself', 'saved here']) {
      expect(html).toContain(text)
    }
  })

  it('puts the safe way out first, and marks it so', () => {
    const html = draw(
      <ConflictChoices
        conflict={aConflict()}
        chosen="keepCentral"
        current={aPerson()}
        available={[aPerson(), supervisor]}
        onChoose={() => undefined}
      />,
    )
    expect(html).toMatch(/<input [^>]*checked=""[^>]*value="keepCentral"/)
    expect(html).not.toMatch(/<input [^>]*checked=""[^>]*value="useOurTag"/)
    expect(html.indexOf('safe')).toBeLessThan(html.indexOf('useOurTag'))
    expect(html.match(/>safe</g)).toHaveLength(1)
    expect(html).toContain('Only a supervisor can do this. At this bench: A. Schneider')
    expect(html).toContain('You will be asked for a reason.')
  })

  it('says the result, what the hands do now, and how far the decision has come', () => {
    const resolved = aResolved({ kind: 'tagUsedElsewhere', choice: 'tagAgain', saving: 'confirmed', act: anAct() })
    const html = draw(<Resolved resolved={resolved} next={null} />)
    for (const text of ['Resolved', 'Tag again', 'attach a new one', 'Tag VL-001 now', 'confirmed']) {
      expect(html).toContain(text)
    }
    expect(html).not.toContain('Next conflict')
  })

  it('does not call a decision done that central refused too', () => {
    const html = draw(<Resolved resolved={aResolved({ saving: 'refused' })} next={aConflict()} />)
    expect(html).toContain('Central refused this decision too')
    expect(html).toContain('Next conflict')
  })
})
