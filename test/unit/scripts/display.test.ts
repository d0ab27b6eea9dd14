import { describe, expect, it } from 'vitest'
import { authorityEntry } from '../../../scripts/lib/display.mjs'

describe('virtual display', () => {
  it('has an authority entry that fits whatever number it gets', () => {
    const cookie = Uint8Array.from({ length: 16 }, (_, n) => n)
    const entry = authorityEntry(cookie)
    // Family FamilyWild, no address, no number, then name and cookie, each with its length before it.
    expect(entry.subarray(0, 6).toString('hex')).toBe('ffff00000000')
    expect(entry.subarray(6, 8).readUInt16BE()).toBe(18)
    expect(entry.subarray(8, 26).toString('latin1')).toBe('MIT-MAGIC-COOKIE-1')
    expect(entry.subarray(26).toString('hex')).toBe('0010000102030405060708090a0b0c0d0e0f')
  })
})
