import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { benchLog, lineCutter, saidIn } from '../../../../src/main/shell/log'
import { redacted } from '../../../../src/shared/redacted'

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
    ["{ clientSecret: 's-1' }", "{ clientSecret: '[secret]' }"],
    ['{"text":"{\\"token\\":\\"a\\"}"}', '{"text":"{\\"token\\":\\"[secret]\\"}"}'],
    ['{"password":"a\\"b","x":1}', '{"password":"[secret]","x":1}'],
    ['enrolled by 7KQ2-M9XD-04TB just now', 'enrolled by [code] just now'],
    ['sent cBkx0Zp9Qw3eRt5yUi7oPa2sDf4gHj6kLz8xCvBnM1Q away', 'sent [token] away'],
    ['key MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF is', 'key [key] is'],
    ['{"firstName":"Ada","dateOfBirth":"1990-01-02"}', '{"firstName":"[person]","dateOfBirth":"[person]"}'],
    [
      'tag E28011606000020000000001 of 0189a3b2-0000-7000-8000-000000000001',
      'tag E28011606000020000000001 of 0189a3b2-0000-7000-8000-000000000001',
    ],
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

it('a line without an end costs no more than its length', () => {
  expect(redacted('a-'.repeat(32_000))).toHaveLength(64_000)
  expect(redacted('code:"'.repeat(10_000)).length).toBeGreaterThan(0)
})

describe('what a process says', () => {
  it.each([
    ['{"level":50,"msg":"disk\\n full"}', 'info', { level: 'error', text: 'disk\n full' }],
    ['{"level":40,"time":1,"name":"central","msg":"slow","ms":9}', 'error', { level: 'warn', text: 'slow {"ms":9}' }],
    ['{"level":30,"msg":"ready"}', 'error', { level: 'info', text: 'ready' }],
    ['{"level":"x","msg":"ready"}', 'error', { level: 'error', text: '{"level":"x","msg":"ready"}' }],
    ['FATAL ERROR: out of memory', 'error', { level: 'error', text: 'FATAL ERROR: out of memory' }],
    ['null', 'info', { level: 'info', text: 'null' }],
  ] as const)('%s is %j', (line, level, said) => {
    expect(saidIn(line, level)).toEqual(said)
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

  it('takes five files of 5 MB at most, each of this user alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const log = benchLog(folder, () => new Date(0))
    await log.open()
    const line = `${'word '.repeat(13_000)}end`
    for (let count = 0; count < 640; count++) {
      log.say('engine', 'info', line)
      // As real lines come: what is on its way to the disk is let go of.
      if (count % 16 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await log.close()
    vi.restoreAllMocks()
    const files = readdirSync(folder)
      .filter((name) => /^cryobench\.log(?:\.\d)?$/.test(name))
      .map((name) => statSync(join(folder, name)))
    expect(files.length).toBeGreaterThan(2)
    expect(files.length).toBeLessThanOrEqual(5)
    for (const { size, mode } of files) {
      expect(size).toBeLessThan(8 * 1024 * 1024)
      if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600)
    }
  })
})
