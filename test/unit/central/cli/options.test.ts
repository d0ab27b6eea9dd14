import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { commandLine } from '../../../../src/central/cli/options'
import { aCertificate } from '../../../support/certificates'

const parsed = (...args: string[]) => commandLine(args)

describe('the command line of central', () => {
  test('has defaults for all but the folder', () => {
    expect(parsed('--data', 'd')).toEqual({
      ok: true,
      value: { kind: 'run', host: '127.0.0.1', port: 7411, folder: 'd', requestsPerMinute: 60, sample: null },
    })
  })

  test('asks for a sample by its size too; the last of two values counts', () => {
    expect(parsed('--data', 'd', '--sample')).toMatchObject({ value: { sample: { size: 400, seed: 1 } } })
    expect(
      parsed('--port', '0', '--data', 'd', '--sample-size', '1000000', '--seed', '7', '--port', '80'),
    ).toMatchObject({
      value: { port: 80, sample: { size: 1_000_000, seed: 7 } },
    })
  })

  test.each([
    ['--two-people', true],
    ['--one-person', false],
  ])('%s lays down for a facility how many let vials out', (name, twoPeople) => {
    expect(parsed('--data', 'd', name, '2')).toMatchObject({
      value: { task: { kind: 'setFacilityRules', facilityId: 2, rules: { twoPeople } } },
    })
    expect(parsed('--data', 'd', name, 'x')).toEqual({ ok: false, problem: `${name} needs a facility's number.` })
    expect(parsed('--data', 'd', name, '2', '--benches').ok).toBe(false)
  })

  test('takes a PostgreSQL database instead of a folder, and its password from elsewhere', () => {
    const url = 'postgres://central@db.example:5432/cryo?sslmode=require'
    expect(commandLine(['--database', url], 'secret')).toMatchObject({
      value: { database: { url, password: 'secret' } },
    })
    expect(commandLine(['--database', url])).toMatchObject({ value: { database: { url } } })
    expect(parsed('--database', url)).not.toHaveProperty('value.folder')
  })

  test('keeps a tag for something else than vials', () => {
    const task = ['--data', 'd', '--tag-purpose', 'e2:80:11:60:60:00:00:01', '--purpose']
    const tag = { tag: 'E280116060000001', purpose: 'badge' }
    expect(parsed(...task, 'badge')).toMatchObject({
      value: { task: { kind: 'setTagPurpose', organizationId: 1, tag } },
    })
    expect(parsed(...task, 'vial', '--organization', '2')).toMatchObject({ value: { task: { organizationId: 2 } } })
  })

  test.each([
    [['--tag-purpose', '0000', '--purpose', 'badge'], "--tag-purpose needs a tag's number"],
    [['--tag-purpose', 'VL-1', '--purpose', 'badge'], '"VL-1" is none'],
    [['--tag-purpose', 'E2801160'], '--purpose needs one of vial, badge, command, place.'],
    [['--tag-purpose', 'E2801160', '--purpose', 'toString'], '--purpose needs one of'],
    [['--tag-purpose', 'E2801160', '--purpose', 'badge', '--organization', 'x'], '--organization needs'],
    [['--tag-purpose', 'E2801160', '--purpose', 'badge', '--benches'], "can't be combined"],
    [['--purpose', 'badge'], 'belong to --tag-purpose'],
  ])('refuses %j', (args, said) => {
    const read = parsed('--data', 'd', ...args)
    expect(read.ok ? '' : read.problem).toContain(said)
  })

  describe('for https', () => {
    const files = async () => {
      const folder = mkdtempSync(join(tmpdir(), 'central-tls-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const [one, other] = [await aCertificate(), await aCertificate()]
      const path = (name: string, text: string) => {
        writeFileSync(join(folder, name), text)
        return join(folder, name)
      }
      return { one, cert: path('c.pem', one.cert), key: path('k.pem', one.key), otherKey: path('o.pem', other.key) }
    }

    test('takes a certificate with its key, and says in a link which key that is', async () => {
      const { one, cert, key } = await files()
      expect(parsed('--data', 'd', '--tls-cert', cert, '--tls-key', key)).toMatchObject({
        value: { tls: { cert: one.cert, key: one.key } },
      })
      const url = ['--public-url', 'https://central.clinic.example/']
      expect(parsed('--data', 'd', '--new-code', '2', ...url, '--tls-cert', cert)).toMatchObject({
        value: { task: { address: { central: 'https://central.clinic.example', fingerprint: one.fingerprint } } },
      })
      expect(parsed('--data', 'd', '--new-code', '2', ...url)).toMatchObject({
        value: { task: { address: { central: 'https://central.clinic.example', fingerprint: null } } },
      })
    })

    test('refuses what does not fit together, in a sentence', async () => {
      const { cert, key, otherKey } = await files()
      const said = (...args: string[]) => {
        const line = parsed('--data', 'd', ...args)
        return line.ok ? null : line.problem
      }
      expect(said('--tls-cert', cert)).toBe('--tls-cert and --tls-key must be used together.')
      expect(said('--tls-cert', cert, '--tls-key', otherKey)).toBe(
        'The key in --tls-key does not belong to the certificate in --tls-cert.',
      )
      expect(said('--tls-cert', key, '--tls-key', key)).toContain('need a certificate and its key in PEM')
      expect(said('--tls-cert', '/nowhere', '--tls-key', key)).toContain("--tls-cert can't be read")
      expect(said('--public-url', 'central')).toContain('--public-url needs a URL')
      expect(said('--new-code', '1', '--public-url', 'https://c', '--tls-cert', key)).toContain(
        'needs a certificate in PEM',
      )
    })
  })

  test('takes one thing to do instead of serving', () => {
    const tasks = [['--benches'], ['--new-code', '2'], ['--revoke-bench', 'b-1']].map((args) =>
      parsed('--data', 'd', ...args),
    )
    expect(tasks).toEqual([
      { ok: true, value: { kind: 'administer', folder: 'd', task: { kind: 'listBenches' } } },
      { ok: true, value: { kind: 'administer', folder: 'd', task: { kind: 'newCode', facilityId: 2, address: null } } },
      { ok: true, value: { kind: 'administer', folder: 'd', task: { kind: 'revokeBench', benchId: 'b-1' } } },
    ])
  })

  test.each([
    [['--data', 'd', '--benches', '--new-code', '1']],
    [['--data', 'd', '--new-code', 'x']],
    [['--data', 'd', '--revoke-bench', '']],
    [['--benches']],
    [['--port', '0']],
    [['--database', '']],
    [['--database', 'mysql://x/y']],
    [['--database', 'postgres://']],
    [['--database', 'postgres://x/y', '--data', 'd']],
    [['--data', '']],
    [['--data', 'd', '--port', '65536']],
    [['--data', 'd', '--port', '-1']],
    [['--data', 'd', '--sample-size', '0']],
    [['--data', 'd', '--seed', '1.5']],
    [['--data', 'd', '--requests-per-minute', '0']],
    [['--data', 'd', 'stray']],
    [['--dada', 'd']],
  ])('%j is refused in one line', (args) => {
    const result = commandLine(args)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.problem).toMatch(/^[^\n]+$/)
  })
})
