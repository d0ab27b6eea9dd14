import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Attention } from '../../../../../src/renderer/features/attention/Attention'
import { AttentionList } from '../../../../../src/renderer/features/attention/AttentionList'
import { type Said, saidOfLeft } from '../../../../../src/renderer/features/attention/said'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { AttentionSnapshot } from '../../../../../src/shared/views/attention'
import { aRow } from '../../../../support/builders/snapshots'
import { noon } from '../../../../support/builders/store-1234'

const none = { n: 0, exact: true }
const snapshot: AttentionSnapshot = {
  count: none,
  toVerify: none,
  losses: none,
  waiting: none,
  restorations: [],
  open: null,
  readNumber: 0,
}
const draw = (content: ReactNode): string => renderToStaticMarkup(<MantineProvider>{content}</MantineProvider>)
const list = (said: Said | null): string =>
  draw(<AttentionList attention={snapshot} said={said} onSaid={() => undefined} />)

beforeAll(() => startI18n('en'))
beforeEach(() => {
  vi.stubGlobal('window', { bench: { request: () => new Promise(() => undefined) } })
})

describe('the screen of what needs attention', () => {
  it('loads without claiming that nothing is to be done', () => {
    expect(draw(<Attention containerId={null} />)).not.toMatch(/Nothing|Needs attention/)
  })
})

describe('a vial that was open, and is not to be verified any more', () => {
  it('was verified by somebody else, which is said with what central has now', () => {
    const said = saidOfLeft('VL-001', aRow(1))
    expect(said).toMatchObject({ kind: 'elsewhere', vial: 'VL-001' })
    expect(list(said)).toMatch(/Somebody else has verified .*VL-001.*Tank A/)
  })

  it('is one that central does not have any more', () => {
    expect(list(saidOfLeft('VL-001', null))).toMatch(/Central no longer has/)
  })

  it('is none of that where it was verified here, or is in doubt again', () => {
    const verify = { since: noon, why: 'restored', place: null } as const
    expect(saidOfLeft('VL-001', aRow(1, { verify, verifiedHere: { kind: 'out' } }))).toBeNull()
    expect(saidOfLeft('VL-001', aRow(1, { verify }))).toBeNull()
    expect(list({ kind: 'verified', vial: 'VL-001' })).toMatch(/VL-001.* verified/)
  })
})
