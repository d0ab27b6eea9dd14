import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import { InventoryLine } from '../../../../../src/renderer/features/storage/InventoryLine'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { InventoryRow } from '../../../../../src/shared/views/inventory'
import { aPlace } from '../../../../support/builders/procedure'
import { aRow } from '../../../../support/builders/snapshots'
import { noon } from '../../../../support/builders/store-1234'

const draw = (change: Partial<InventoryRow>): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <InventoryLine row={aRow(1, change)} index={0} top={0} tankName={() => 'Tank B'} />
    </MantineProvider>,
  )
const verify = { since: noon, why: 'restored', place: null } as const

beforeAll(() => startI18n('en'))

it('a vial is where central has it', () => {
  expect(draw({})).toContain('Tank A')
  expect(draw({ place: null, verify })).toMatch(/to verify/)
})

it('a vial that was verified at this bench is where it was found, and central has not confirmed that', () => {
  const html = draw({ verify, verifiedHere: { kind: 'stored', place: aPlace() } })
  expect(html).toContain('Tank B')
  expect(html).toContain('not yet confirmed')
  expect(html).not.toMatch(/to verify|Tank A/)
  expect(draw({ verify, verifiedHere: { kind: 'out' } })).not.toMatch(/Tank/)
})
