import { describe, expect, it } from 'vitest'
import { readerModels } from '../../../../../../src/main/engine/readers/models'
import { modelFor } from '../../../../../../src/main/engine/readers/models/matching'
import { supportedReaders, udevRules } from '../../../../../../src/main/engine/readers/models/supported'
import { simulatedModel } from '../../../../../../src/main/engine/readers/simulated/model'

const withSimulated = [...readerModels, simulatedModel]
const device = { path: 'p', vendorId: 0x1a86, productId: 0xe010 }

describe('the table of readers', () => {
  it('gives the udev rules', () => {
    expect(udevRules(withSimulated)).toBe(
      [
        '# SW UHF reader (5100, 5300, 5500)',
        'KERNEL=="hidraw*", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="e010", TAG+="uaccess"',
        '# RRHFOEM04 HF reader',
        'KERNEL=="hidraw*", ATTRS{idVendor}=="1781", ATTRS{idProduct}=="0c10", TAG+="uaccess"',
        '',
      ].join('\n'),
    )
  })

  it('gives the list of supported readers, without the simulated one', () => {
    expect(supportedReaders(withSimulated).map(({ id, usbIds }) => [id, usbIds])).toEqual([
      ['sw-uhf', ['1a86:e010']],
      ['rrhf', ['1781:0c10']],
    ])
  })

  it('names each model once', () => {
    const ids = withSimulated.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each<[string, object, string | undefined]>([
    ['the vendor interface', { usagePage: 0xff00, usage: 1 }, 'sw-uhf'],
    ['the keyboard of the same reader', { usagePage: 1, usage: 6 }, undefined],
    ['a system that reports no usage', {}, 'sw-uhf'],
    ['another product', { productId: 1 }, undefined],
  ])('matches %s', (_name, more, id) => {
    expect(modelFor(withSimulated, { ...device, ...more })?.id).toBe(id)
  })

  it('leaves a keyboard alone that no row asks for', () => {
    const keyboard = { path: 'p', vendorId: 0x1781, productId: 0x0c10, usagePage: 1, usage: 6 }
    expect(modelFor(withSimulated, keyboard)).toBeUndefined()
  })
})
