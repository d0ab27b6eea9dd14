import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parsePolicy, policyFile, readPolicy, underPolicy } from '../../../../src/main/shell/policy'

const file = '/etc/cryobench/policy.json'
const parse = (value: unknown) => parsePolicy(JSON.stringify(value), file)

describe('a policy', () => {
  it('is none without its file', () => {
    expect(readPolicy(join(tmpdir(), 'no-such-folder', 'policy.json'))).toEqual({ ok: true, value: {} })
  })

  it('is read from its file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'policy.json')
    writeFileSync(path, '{"central":"https://central.clinic","enrol":"AB12-CD34","kiosk":true}')
    const value = { central: 'https://central.clinic', enrol: 'AB12-CD34', kiosk: true }
    expect(readPolicy(path)).toEqual({ ok: true, value })
  })

  it('may say how readers are to be taken', () => {
    const readers = { rrhf: { checksum: 'lenient' }, '1a86:e010:SN1': { workMode: 'answer' } }
    expect(parse({ readers })).toEqual({ ok: true, value: { readers } })
  })

  it.each([
    [{ central: 'ftp://x' }, '"central" must be a URL'],
    [{ enrol: 'AB12' }, '"enrol" without "central"'],
    [{ fingerprint: 'ab'.repeat(32) }, '"fingerprint" without'],
    [{ central: 'http://x', fingerprint: 'ab'.repeat(32) }, '"fingerprint" without'],
    [{ central: 'https://x', fingerprint: 'ab' }, '"fingerprint" must be the SHA-256'],
    [{ kiosk: 'yes' }, '"kiosk" must be true or false'],
    [{ kioks: true }, 'kioks'],
    [{ readers: { rrhf: { checksum: 'off' } } }, '"readers" must have "strict" or "lenient" for "checksum" of "rrhf"'],
    [{ readers: [] }, '"readers" must be an object'],
    [[], 'not a JSON object'],
    [{ __proto__: null, constructor: 1 }, 'constructor'],
  ])('like %j is refused as a whole, and says where', (value, said) => {
    const refused = parse(value)
    expect(refused.ok ? '' : refused.problem).toContain(said)
  })

  it('of any text is understood or refused in a sentence, never a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = parsePolicy(text, file)
        if (!read.ok) expect(read.problem).toContain(file)
      }),
    )
  })

  it("names central's key, for that central alone", () => {
    const laidDown = { central: 'https://a', fingerprint: 'AB:'.repeat(31).concat('AB') }
    expect(underPolicy({}, laidDown)).toEqual({ central: 'https://a', fingerprint: 'ab'.repeat(32) })
    expect(underPolicy({ central: 'https://b' }, laidDown)).toEqual({ central: 'https://b' })
  })

  it('gives way to the switches, except for the kiosk', () => {
    const laidDown = { central: 'https://a', enrol: 'AB12', benchName: 'Left', lang: 'de', kiosk: true }
    expect(underPolicy({}, laidDown)).toEqual(laidDown)
    expect(underPolicy({ central: 'https://b', lang: 'en' }, laidDown)).toEqual({
      central: 'https://b',
      benchName: 'Left',
      lang: 'en',
      kiosk: true,
    })
    expect(underPolicy({ kiosk: true }, {})).toEqual({ kiosk: true })
  })

  it.each([
    ['linux', {}, '/etc/cryobench/policy.json'],
    ['darwin', {}, '/Library/Application Support/Cryobench/policy.json'],
  ] as const)('lies on %s where only an administrator writes', (platform, env, path) => {
    expect(policyFile(platform, env)).toBe(path)
  })
})
