import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { ResultPanel } from '../../../../../src/renderer/features/tagging/ResultPanel'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { TaggingSnapshot, TaggingStep } from '../../../../../src/shared/views/tagging'
import { aVial, tagOf } from '../../../../support/builders/procedure'
import { aCane, aTagging } from '../../../../support/builders/snapshots'

const tag = tagOf('E2801160600000000001')
const draw = (tagging: TaggingSnapshot): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <ResultPanel tagging={tagging} onChoosePlace={() => undefined} />
    </MantineProvider>,
  )

beforeAll(() => startI18n('en'))

describe('the result panel', () => {
  it('carries the number of the result and the step', () => {
    const html = draw(aTagging({ resultNumber: 7 }))
    expect(html).toContain('data-result-number="7"')
    expect(html).toContain('data-step="expecting"')
  })

  it('names the vial that belongs on the reader, its subject, and how far the procedure is', () => {
    const html = draw(aTagging({ step: { kind: 'expecting', vial: aVial(2) } }))
    for (const text of ['VL-002', 'SUBJ-2024-001', '2 of 2', 'Put on the reader']) expect(html).toContain(text)
  })

  it('replaces that by what is wrong, with both names', () => {
    const owner = { name: 'VL-017', subjectCode: 'SUBJ-0042', since: null }
    const refusal = { kind: 'otherSubject', tag, owner, expectedSubject: 'SUBJ-2024-001' } as const
    const html = draw(aTagging({ step: { kind: 'refused', vial: aVial(1), refusal } }))
    for (const text of ['data-tone="stop"', 'data-refusal="otherSubject"', 'VL-001', 'VL-017', 'SUBJ-0042']) {
      expect(html).toContain(text)
    }
    expect(html).not.toContain('Put on the reader')
  })

  it('shows the position where the next vial goes, and at the last tag once more the one where its vial is', () => {
    const place = aCane('pff')
    const lit = (html: string) => /data-lit="true">.*?<text[^>]*>(\d+)</.exec(html)?.[1]
    expect(lit(draw(aTagging({ place, position: 2 })))).toBe('2')
    const again = draw(aTagging({ step: { kind: 'confirmLast', vial: aVial(1) }, place, position: 1 }))
    expect(lit(again)).toBe('1')
    expect(again).toMatch(/is at <strong>[^<]*· 1</)
    expect(again).not.toContain('goes to')
  })

  it.each([
    [{ kind: 'waits', vialName: 'VL-001', why: 'none', atMs: 1 }, 'needsPlace', 'Not saved yet. Choose a place'],
    [{ kind: 'onlySkipped', vials: 1, atMs: 1 }, 'onlySkipped', 'tap which one it is'],
    [{ kind: 'sameAgain', vialName: 'VL-001', atMs: 1 }, 'expecting', 'VL-001 is saved already'],
  ] as const)('answers a read that changes nothing: %j', (last, kind, words) => {
    const step: TaggingStep =
      kind === 'needsPlace'
        ? { kind, vial: aVial(1), why: 'none' }
        : kind === 'onlySkipped'
          ? { kind, vials: [aVial(1)] }
          : { kind, vial: aVial(2) }
    const html = draw(aTagging({ step, last }))
    expect(html).toContain(`data-result="${last.kind}"`)
    expect(html).toContain(words)
    expect(html).not.toContain('data-tone="accepted"')
  })

  it('says a result to those who listen', () => {
    const last = { kind: 'accepted', vialName: 'VL-001', tag, atMs: 1 } as const
    expect(draw(aTagging({ last, step: { kind: 'expecting', vial: aVial(2) } }))).toMatch(
      /role="status"[^>]*aria-live="assertive"[^>]*>VL-001 saved\. Put on the reader: VL-002</,
    )
  })
})
