import { describe, expect, it } from 'vitest'
import { updateView } from '../../../../../src/renderer/features/settings/updateText'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { UpdateState } from '../../../../../src/shared/views/program'

const version = '0.2.0'
const cases: readonly (readonly [UpdateState, string | null, string])[] = [
  [{ kind: 'off', why: 'noServer' }, null, 'neutral'],
  [{ kind: 'idle' }, 'check', 'neutral'],
  [{ kind: 'checking', failures: 0 }, null, 'waiting'],
  [{ kind: 'available', version }, 'download', 'neutral'],
  [{ kind: 'downloading', version, receivedBytes: 1, totalBytes: 2, failures: 0 }, 'cancel', 'waiting'],
  [{ kind: 'retrying', version, failures: 1, detail: 'connection reset' }, 'check', 'attention'],
  [{ kind: 'retrying', version: null, failures: 1, detail: 'connection reset' }, 'check', 'attention'],
  [{ kind: 'ready', version }, 'restart', 'accepted'],
  [{ kind: 'waiting', version, why: 'procedureOpen' }, 'cancel', 'attention'],
  [{ kind: 'waiting', version, why: 'sending' }, 'cancel', 'attention'],
  [{ kind: 'installing', version }, null, 'waiting'],
  [{ kind: 'refused', why: 'unsigned', version: null }, 'check', 'stop'],
  [{ kind: 'refused', why: 'damaged', version }, 'check', 'stop'],
]

describe.each(['en', 'de'] as const)('the update in %s', (language) => {
  it.each(cases)('that is %j', async (update, act, tone) => {
    await startI18n(language)
    const view = updateView(update, (key: MessageKey, values?: MessageValues) => i18n.t(key, values ?? {}))
    expect([view.act, view.tone]).toEqual([act, tone])
    expect(view.text).toMatch(/^[A-Z].*\.$/)
    if ('version' in update && update.version !== null) expect(view.text).toContain(update.version)
    if (update.kind === 'retrying') expect(view.text).toContain('connection reset')
  })
})
