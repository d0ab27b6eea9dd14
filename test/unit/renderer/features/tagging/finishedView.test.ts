import { beforeAll, describe, expect, it } from 'vitest'
import { finishedView } from '../../../../../src/renderer/features/tagging/finishedView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { Procedure } from '../../../../../src/shared/model/procedure'
import { aProcedure } from '../../../../support/builders/procedure'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const view = (change: Partial<Procedure>, more: { online?: boolean; problem?: { kind: string } } = {}) =>
  finishedView(
    { procedure: aProcedure(change), vials: 2, online: more.online ?? true, problem: more.problem ?? null },
    t,
    formatFor('en-GB'),
  )

beforeAll(() => startI18n('en'))

describe('the end of tagging', () => {
  it.each(['PENDING', 'CREATED'] as const)('is a success while %s', (status) => {
    expect(view({ status })).toMatchObject({ tone: 'accepted', title: 'All 2 vials are tagged' })
    expect(view({ status }).texts[0]).toContain('queued for the device')
  })

  it('does not speak of a queue that central has not heard of', () => {
    expect(view({ status: 'PENDING' }, { online: false }).texts).toEqual([
      'Saved on this bench. It will be sent to central when the network is back; then the device can start.',
    ])
  })

  it('is none when the procedure was cancelled meanwhile', () => {
    const { tone, title, texts } = view({ status: 'CANCELLED', reason: 'Duplicate request' })
    expect([tone, title]).toEqual(['attention', 'Storage 1234 was cancelled'])
    expect(texts.join(' ')).toContain('Duplicate request')
    expect(texts.join(' ')).not.toContain('queued')
  })

  it('is none when central refused a part of it', () => {
    const { tone, texts } = view({ status: 'PENDING' }, { problem: { kind: 'wrongHash' } })
    expect(tone).toBe('attention')
    expect(texts.join(' ')).not.toContain('queued')
  })

  it.each([
    ['IN_PROGRESS', 'IN_PROGRESS', 'Running'],
    ['COMPLETED', 'COMPLETED', 'Done'],
    ['FAILED', 'FAILED', 'Failed'],
    ['UNKNOWN', 'PAUSED', 'PAUSED'],
  ] as const)('names the state %s', (status, statusName, word) => {
    const { title, texts } = view({ status, statusName })
    expect([title, ...texts].join(' ')).toContain(`Storage 1234, current state: ${word}.`)
  })
})
