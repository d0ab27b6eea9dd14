import { describe, expect, it } from 'vitest'
import { readerModels } from '../../../../src/main/engine/readers/models'
import { optionsFor, optionsOfModels, readerSettingsProblem, usbId } from '../../../../src/shared/model/reader-options'

const device = { vendorId: 0x1a86, productId: 0xe010, serial: 'SN1', port: '1-4.2' }

describe('what a site lays down for its readers', () => {
  it('has a row for each model', () => {
    expect(Object.keys(optionsOfModels).sort()).toEqual(readerModels.map(({ id }) => id).sort())
  })

  it.each([
    {},
    { rrhf: { checksum: 'lenient' } },
    { 'sw-uhf': { workMode: 'answer', lengthPrefixedReports: true } },
    { '1a86:e010': { workMode: 'push' }, '1a86:e010:SN 1': { lengthPrefixedReports: false } },
    { '1781:0c10:1-4.2': { checksum: 'strict' }, rrhf: {} },
  ])('may be %j', (settings) => {
    expect(readerSettingsProblem(settings)).toBeNull()
  })

  it.each([
    ['lenient', 'must be an object'],
    [[], 'must be an object'],
    [null, 'must be an object'],
    [{ pcprox: {} }, 'names "pcprox", which is no model (sw-uhf, rrhf)'],
    [{ constructor: {} }, 'names "constructor"'],
    [{ '1A86:E010': {} }, 'in lower case'],
    [{ '1a86': {} }, 'names "1a86"'],
    [{ rrhf: 'lenient' }, 'must have an object for "rrhf"'],
    [{ rrhf: { cheksum: 'lenient' } }, 'has the unknown option "cheksum" for "rrhf"'],
    [{ rrhf: { toString: 1 } }, 'has the unknown option "toString"'],
    [{ rrhf: { workMode: 'answer' } }, 'has the option "workMode" for "rrhf", which has no use for it'],
    [{ 'sw-uhf': { checksum: 'lenient' } }, 'which has no use for it'],
    [{ '1781:0c10': { checksum: 'off' } }, 'must have "strict" or "lenient" for "checksum" of "1781:0c10"'],
    [{ 'sw-uhf': { lengthPrefixedReports: 'yes' } }, 'must have true or false for "lengthPrefixedReports"'],
  ])('may not be %j', (settings, said) => {
    expect(readerSettingsProblem(settings)).toContain(said)
  })

  it('counts for one reader before its ids, and for these before its model', () => {
    const settings = {
      'sw-uhf': { workMode: 'answer', lengthPrefixedReports: true },
      '1a86:e010': { workMode: 'push' },
      '1a86:e010:SN1': { lengthPrefixedReports: false },
      '1a86:e010:1-9': { workMode: 'answer' },
    } as const
    expect(optionsFor(settings, 'sw-uhf', device)).toEqual({ workMode: 'push', lengthPrefixedReports: false })
    expect(optionsFor(settings, 'sw-uhf', { vendorId: 0x1a86, productId: 0xe010, port: '1-9' })).toEqual({
      workMode: 'answer',
      lengthPrefixedReports: true,
    })
    expect(optionsFor(settings, 'rrhf', { vendorId: 0x1781, productId: 0x0c10 })).toEqual({})
  })

  it('names USB ids as lists do', () => {
    expect(usbId(0xc10)).toBe('0c10')
  })
})
