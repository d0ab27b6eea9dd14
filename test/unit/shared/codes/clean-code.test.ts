import { describe, expect, it } from 'vitest'
import { cleanCode, cleanTag, hasAimPrefix } from '../../../../src/shared/codes/clean-code'

describe('a scanned code', () => {
  it.each([
    ['VL-001', 'VL-001'],
    [']C1VL-001', 'VL-001'],
    [']d2VL-001', 'VL-001'],
    [']Q3VL-001\r', 'VL-001'],
    ['\u0002VL-001\u0003', 'VL-001'],
    ['\u0002]C1VL-001\u0003\r\n', 'VL-001'],
    ['0104012345\u001D21AB', '010401234521AB'],
    ['  VL 001\t', 'VL 001'],
    ['7KQ2-M9XD-04TB', '7KQ2-M9XD-04TB'],
    [']', ']'],
    ['', ''],
  ])('%j is %j', (text, code) => {
    expect(cleanCode(text)).toBe(code)
  })

  it('is known by its AIM prefix', () => {
    expect([']C1A', '\u0002]d2A', ' ]Q3'].map(hasAimPrefix)).toEqual([true, true, true])
    expect(['C1A', 'A]C1'].map(hasAimPrefix)).toEqual([false, false])
  })
})

describe('a tag as screens and labels print it', () => {
  const tag = 'E2801170000002197C1A0B52'
  it.each([
    ['E280 1170 0000 0219 7C1A 0B52', tag],
    ['E2:80:11:70:00:00:02:19:7C:1A:0B:52', tag],
    ['e2-80-11-70-00-00-02-19-7c-1a-0b-52', tag],
    [']C1E280 1170 0000 0219 7C1A 0B52\r', tag],
    ['04:A2:B3:C4', '04A2B3C4'],
    [tag, tag],
    // No tags: what stands in them belongs to them.
    ['2024-01-02', '2024-01-02'],
    ['2024-0011', '2024-0011'],
    ['SUBJ-2024-001', 'SUBJ-2024-001'],
    ['VL 001', 'VL 001'],
    ['550e8400-e29b-41d4-a716-446655440000', '550e8400-e29b-41d4-a716-446655440000'],
    ['ABCD:EFGH', 'ABCD:EFGH'],
  ])('%j is %j', (text, code) => {
    expect(cleanTag(text)).toBe(code)
  })
})
