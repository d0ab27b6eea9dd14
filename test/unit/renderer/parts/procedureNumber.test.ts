import { describe, expect, it } from 'vitest'
import { copyPlainNumbers, procedureNumber, withPlainNumbers } from '../../../../src/renderer/parts/procedureNumber'

describe('a procedure’s number', () => {
  it.each([
    [92_345_678, '92\u202F345\u202F678'],
    [1_000_000, '1\u202F000\u202F000'],
    [999_907_200, '999\u202F907\u202F200'],
    [2_400_000_000, '2\u202F400\u202F000\u202F000'],
  ])('%i is shown in groups of three', (id, shown) => {
    expect(procedureNumber(id)).toBe(shown)
  })

  it.each([1, 54, 1234, 12_345, 999_999])('%i, from before, looks as before', (id) => {
    expect(procedureNumber(id)).toBe(String(id))
  })

  it('that it does not have yet is some digits of its UUID', () => {
    expect(procedureNumber(-0xab_cd_ef_12_34)).toBe('*F1234')
  })

  it('is copied without the blanks, and nothing else is changed', () => {
    expect(withPlainNumbers(`Storage ${procedureNumber(92_345_678)}, 12 vials`)).toBe('Storage 92345678, 12 vials')
    expect(withPlainNumbers('z.\u202FB. 12\u202F%, 5\u202F12345')).toBe('z.\u202FB. 12\u202F%, 5\u202F12345')
  })
})

describe('what is copied', () => {
  const copied = (selection: string) => {
    const set: string[] = []
    let isPrevented = false
    copyPlainNumbers({
      getSelection: () => ({ toString: () => selection }),
      addEventListener: (_: string, heard: (event: object) => void) =>
        heard({
          clipboardData: { setData: (_type: string, text: string) => set.push(text) },
          preventDefault: () => {
            isPrevented = true
          },
        }),
    } as never)
    return { set, isPrevented }
  }

  it('has plain numbers', () => {
    expect(copied(`Storage ${procedureNumber(92_345_678)}`)).toEqual({ set: ['Storage 92345678'], isPrevented: true })
  })

  it('is left to the browser where there is nothing to change', () => {
    expect(copied('VL-000009')).toEqual({ set: [], isPrevented: false })
  })
})
