import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { benchLog, lineCutter } from '../../../../src/main/shell/log'
import { redacted } from '../../../../src/main/shell/redacted'

describe('what stands in a log', () => {
  it.each([
    ['authorization: Bearer abc.def-1', 'authorization: Bearer [token]'],
    [
      'cryobench --central https://c --enrol AB12-CD34 --lang de',
      'cryobench --central https://c --enrol [code] --lang de',
    ],
    ['cryobench --enrol=AB12-CD34', 'cryobench --enrol=[code]'],
    ['cryobench://enrol?central=https://c&code=AB12', 'cryobench://enrol?central=https://c&code=[secret]'],
    ['{"token":"t-1","benchName":"Left"}', '{"token":"[secret]","benchName":"Left"}'],
    ["{ clientSecret: 's-1' }", '{ clientSecret: "[secret]" }'],
    ['postgres://anna:pw@host/db', 'postgres://[secret]@host/db'],
    ['x -----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY----- y', 'x [key] y'],
    ['The reader at usb:1-4 is gone.', 'The reader at usb:1-4 is gone.'],
  ])('of %j is %j', (text, shown) => {
    expect(redacted(text)).toBe(shown)
  })

  it('is never a key, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.base64String({ minLength: 8 }), fc.string(), (before, key, after) => {
        const pem = `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`
        expect(redacted(`${before}${pem}${after}`)).not.toContain(pem)
      }),
    )
  })
})

describe('lines', () => {
  it('are the same however their text was cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string().map((text) => text.replaceAll('\n', ' '))),
        fc.array(fc.nat(5)),
        (lines, cuts) => {
          const found: string[] = []
          const take = lineCutter((line) => found.push(line))
          let rest = lines.map((line) => `${line}\n`).join('')
          for (const cut of cuts) {
            take(rest.slice(0, cut))
            rest = rest.slice(cut)
          }
          take(rest)
          expect(found).toEqual(lines.filter((line) => line.trim() !== ''))
        },
      ),
    )
  })

  it('without an end are cut, so that no process can fill the memory', () => {
    const found: string[] = []
    lineCutter((line) => found.push(line))('x'.repeat(70_000))
    expect(found).toHaveLength(1)
  })
})

describe('the log', () => {
  it('keeps what was said before it was opened, in order, redacted, in a file of this user alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const log = benchLog(folder, () => new Date(0))
    log.say('shell', 'info', 'first')
    log.say('engine', 'error', 'Bearer secret-token')
    expect(readdirSync(folder)).toEqual([])
    await log.open()
    log.say('shell', 'warn', 'last')
    await log.close()
    vi.restoreAllMocks()
    const file = join(folder, 'cryobench.log')
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const time = '1970-01-01T00:00:00.000Z'
    expect(lines).toEqual([
      { level: 'info', time, part: 'shell', text: 'first' },
      { level: 'error', time, part: 'engine', text: 'Bearer [token]' },
      { level: 'warn', time, part: 'shell', text: 'last' },
    ])
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
