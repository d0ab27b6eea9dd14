import { beforeAll, describe, expect, it } from 'vitest'
import { lossTitle, quickReasons, stateWords, vialsText } from '../../../../../src/renderer/features/attention/lossView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { procedureId } from '../../../../../src/shared/model/ids'
import type { LostThing } from '../../../../../src/shared/model/restoration'
import { noon, vialId } from '../../../../support/builders/store-1234'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const lost: Extract<LostThing, { kind: 'procedure' }> = {
  kind: 'procedure',
  procedureId: procedureId(91943070),
  type: 'STORE',
  subjectCode: 'SUBJ-1',
  createdAt: noon,
  vials: [1, 2, 3, 4, 5, 6].map((n) => ({ containerId: vialId(n), name: `V${n}`, tag: null })),
  vialCount: 30,
  remembered: 'COMPLETED',
  atCentral: 'PENDING',
}

beforeAll(() => startI18n('en'))

describe('a procedure that central has lost', () => {
  it('is named as the laboratory names it, with its state here and there', () => {
    expect(lossTitle(lost, t).replaceAll(/\s/g, ' ')).toBe('Storage 91 943 070')
    expect(stateWords(lost, t)).toEqual({ remembered: 'Done', central: 'Central: To tag' })
    expect(stateWords({ ...lost, atCentral: null }, t).central).toBe('Central does not have it')
    expect(stateWords({ ...lost, remembered: 'FROZEN' }, t).remembered).toBe('FROZEN')
  })

  it('names its first vials, and how many more there are', () => {
    const format = formatFor('en-GB')
    expect(vialsText(lost, t, format)).toBe('30 vials: V1, V2, V3, V4, V5 and 25 more')
    expect(vialsText({ ...lost, vialCount: 2, vials: lost.vials.slice(0, 2) }, t, format)).toBe('2 vials: V1 and V2')
    expect(vialsText({ ...lost, vialCount: 0, vials: [] }, t, format)).toBeNull()
  })

  it('has ready-made reasons of its own', () => {
    expect(quickReasons(lost)).toContain('attention.loss.quick.again')
  })
})
