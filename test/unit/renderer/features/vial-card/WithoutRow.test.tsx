import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { WithoutRow } from '../../../../../src/renderer/features/vial-card/WithoutRow'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { OnReader } from '../../../../../src/shared/views/inventory'
import { tagOf } from '../../../../support/builders/procedure'

const tag = tagOf('E2801160600000000001')
const other = tagOf('E2801160600000000002')
const vial = { name: 'VL-017', subjectCode: 'SUBJ-0042', since: '2026-03-03T10:00:00Z' }
const draw = (shown: Exclude<OnReader, { kind: 'vial' }>): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <WithoutRow shown={shown} />
    </MantineProvider>,
  )

beforeAll(() => startI18n('en'))

describe('what lies on the reader and is no vial of this bench', () => {
  it('says that only of a tag that nobody has', () => {
    expect(draw({ kind: 'freeTag', tag })).toContain('does not belong to a vial yet')
    const named = { kind: 'namedVial', tag, vial, inOtherFacility: true, openProcedure: null } as const
    const html = draw(named)
    expect(html).not.toContain('does not belong to a vial yet')
    for (const text of ['VL-017', 'SUBJ-0042', 'another facility of your organization']) expect(html).toContain(text)
    expect(draw({ ...named, inOtherFacility: false })).not.toContain('another facility')
  })

  it('names no vial where several tags are', () => {
    const html = draw({ kind: 'several', tags: [tag, other], changed: false })
    for (const text of ['2 tags on the reader', 'put one vial on alone']) expect(html).toContain(text)
    expect(draw({ kind: 'several', tags: [tag, other], changed: true })).toContain('The tag changed on the reader')
  })

  it('says that a read was not saved, and why', () => {
    const html = draw({ kind: 'notSaved', why: 'full', detail: 'database or disk is full' })
    for (const text of ['NOT SAVED', 'disk is full', 'put the vial on again']) expect(html).toContain(text)
  })

  it('says that a tag could not be read, and of what is no tag why: nothing was damaged there', () => {
    expect(draw({ kind: 'unreadable', why: 'checksum' })).toContain('its checksum is wrong')
    const phone = draw({ kind: 'unreadable', why: 'randomId' })
    expect(phone).toContain('Phone or card on the reader')
    expect(phone).not.toContain('damaged')
    expect(draw({ kind: 'unreadable', why: 'noIdentity' })).toContain('Tag without a number')
  })
})
