import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { seenDigest, seenOf } from '../../../src/trust'
import { aVial } from '../../support/builders/procedure'
import { store1234, vialId } from '../../support/builders/store-1234'

describe('the digest of what an act is about', () => {
  it('is SHA-256 over the one canonical form, so that others can make it', () => {
    const canonical =
      '{"createdAt":"2026-03-03T08:00:00.000Z","form":"cryobench/seen/v1","procedureId":1234,"subjectCode":"SUBJ-0001","type":"STORE",' +
      '"vials":[{"containerId":102,"name":"VL-002"}]}'
    expect(seenDigest(store1234(), [vialId(2)])).toBe(createHash('sha256').update(canonical).digest('hex'))
    expect(seenOf(store1234(), [vialId(2)]).digest).toBe(seenDigest(store1234(), [vialId(2)]))
  })

  it('covers every vial of a whole procedure, also those that are not named', () => {
    const vials = Array.from({ length: 40 }, (_, index) => aVial(index + 1))
    const before = seenOf(store1234({ vials }), [])
    const after = seenOf(store1234({ vials: vials.with(39, aVial(40, { name: 'other' })) }), [])
    expect(after.vials).toEqual(before.vials)
    expect(after.digest).not.toBe(before.digest)
  })
})
