import { describe, expect, it } from 'vitest'
import { noticeText } from '../../../../src/renderer/app/DataNotices'
import { formatFor } from '../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../src/renderer/i18n/messages'
import type { StoreNotice } from '../../../../src/shared/views/store-notice'

const atMs = Date.parse('2030-01-02T12:00:00Z')
const restored: StoreNotice = {
  kind: 'restored',
  atMs,
  backupAtMs: atMs - 3_600_000,
  aside: 'damaged/20300102T120000Z',
  reads: 3,
  intents: 2,
  isWhole: true,
}

describe.each(['en', 'de'] as const)('what happened to the data, in %s', (language) => {
  const told = async (notice: StoreNotice) => {
    await startI18n(language)
    const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, values ?? {})
    return noticeText(notice, t, formatFor(language), atMs)
  }

  it('names the file that is kept, and how much was saved', async () => {
    const text = await told(restored)
    expect(text.safe).toContain('damaged/20300102T120000Z')
    expect(text.what).toContain('2')
  })

  it('never calls all safe when something may be missing', async () => {
    const [whole, torn] = [await told(restored), await told({ ...restored, isWhole: false })]
    expect(torn.safe).not.toBe(whole.safe)
    expect(torn.next).not.toBe(whole.next)
  })

  it('refers to a backup only where there was one', async () => {
    const torn = await told({ ...restored, isWhole: false })
    const unbacked = await told({ ...restored, isWhole: false, backupAtMs: null })
    expect(torn.safe).toMatch(/before that backup|vor dieser Sicherung/)
    expect(unbacked.safe).not.toMatch(/before that backup|vor dieser Sicherung/)
    expect(unbacked.safe).toMatch(/may be missing|können fehlen/)
    expect(unbacked.safe).not.toContain('{')
  })

  it.each(['sequenceUsed', 'chainBroken', 'tailUnproven'] as const)(
    'says why it has a new identity: %s',
    async (why) => {
      const text = await told({ kind: 'newIdentity', atMs, why })
      expect(Object.values(text).every((sentence) => sentence.length > 20 && !sentence.includes('{'))).toBe(true)
    },
  )
})
