// The diagnostics file: what is in it, and what must never be, wherever it lay.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTask } from '../../../src/main/command-line/run'
import { writeHealth } from '../../../src/main/engine/health/checks/file'
import { programOf } from '../../../src/main/engine/health/program'
import { benchLog, logFolder } from '../../../src/main/shell/log'
import { newBenchKey } from '../../../src/trust'
import { healthFactsOf, healthNowMs } from '../../support/builders/health'
import { unzipped } from '../../support/unzipped'
import { aFolder, begun, enrol, garbage, identity, overwrite, scans } from '../store/support'

const { privateKeyPem } = newBenchKey()
const bareKey = privateKeyPem.replaceAll(/-----[A-Z ]+-----|\n/g, '')

/** Everything that must not leave, by what it is. */
const planted = {
  policyCode: 'LAB-CODE-0042',
  code: '7KQ2-M9XD-04TB',
  token: 'cBkx0Zp9Qw3eRt5yUi7oPa2sDf4gHj6kLz8xCvBnM1Q',
  shortToken: 'tok-7f3a',
  clientSecret: 's3cr3t-of-the-emr',
  password: 'winter2030',
  key: bareKey,
  firstName: 'Wilhelmine',
  lastName: 'Abendroth-Quist',
  dateOfBirth: '1987-06-05',
} as const

const diagnosed = async (dataDir: string, withDumps = false) => {
  const said = runTask(
    { kind: 'diagnose', file: 'for-it.zip', withDumps },
    { dataDir, version: '1.2.3', policyFile: join(dataDir, 'policy.json'), cwd: dataDir, nowMs: healthNowMs },
  )
  expect(said).toMatchObject({ exitCode: 0, out: join(dataDir, 'for-it.zip') })
  return unzipped(said.out)
}

/** A bench in whose every file something lies that must not leave. */
async function benchFullOfSecrets(): Promise<string> {
  const folder = aFolder()
  const { store } = begun(folder)
  enrol(store)
  scans(store, 1, 3)
  const { policyCode, code, token, shortToken, clientSecret, password, key, firstName, lastName, dateOfBirth } = planted
  store.profile.saveIdentity({ ...identity, centralUrl: `https://anna:${password}@central.example` })
  store.profile.savePendingIdentity({ ...identity, organizationName: token })
  store.profile.addNotice({
    kind: 'restoredByHand',
    atMs: 1,
    backupAtMs: 1,
    aside: 'a',
    reads: 0,
    intents: 0,
    isWhole: true,
    by: 'Ada',
    reason: `with code ${code}`,
  })
  store.close()
  const subject = { subjectId: 7, firstName, lastName, dateOfBirth }
  const log = benchLog(logFolder(folder), () => new Date(0))
  log.say('central', 'error', `refused: ${JSON.stringify({ token, subject, code })}`)
  log.say('engine', 'error', `fetch failed: authorization: 'Bearer ${token}', { clientSecret: '${clientSecret}' }`)
  log.say('engine', 'error', `cause: ${JSON.stringify({ body: JSON.stringify({ token: shortToken, ...subject }) })}`)
  log.say('shell', 'info', `started with --enrol ${policyCode} --central https://anna:${password}@central.example`)
  log.say('shell', 'error', privateKeyPem)
  log.say('shell', 'error', `key ${key}`)
  await log.open()
  await log.close()
  // As a program of long ago, or another one, may have written it: without our log's own care.
  writeFileSync(
    join(logFolder(folder), 'cryobench.log.1'),
    [
      JSON.stringify({
        level: 'error',
        time: 'x',
        part: 'old',
        text: `policy says ${policyCode}; got {"token":"${shortToken}"}`,
      }),
      `plain ${token} and ${code}`,
      JSON.stringify({ level: 50, subject, token: shortToken }),
      `{"cut short: "password":"${password}"`,
    ].join('\n'),
  )
  writeFileSync(join(folder, 'policy.json'), JSON.stringify({ central: 'https://central.example', enrol: policyCode }))
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ benchToken: token, benchPrivateKey: key }))
  writeFileSync(join(folder, 'shell.json'), JSON.stringify({ mode: 'bench', token }))
  mkdirSync(join(folder, 'exports'))
  writeFileSync(join(folder, 'exports', 'outbox.ndjson'), JSON.stringify(subject))
  mkdirSync(join(folder, 'crashes', 'pending'), { recursive: true })
  writeFileSync(join(folder, 'crashes', 'pending', 'a.dmp'), `memory with ${token}`)
  writeHealth(folder, {
    writtenMs: healthNowMs,
    shellPid: 1,
    ended: false,
    program: programOf('1.2.3'),
    facts: healthFactsOf({
      benchName: `Bench of ${policyCode}`,
      central: {
        link: { kind: 'enrolmentRefused', why: { kind: 'codeUnknown' }, url: `https://c/?code=${shortToken}` },
        lastContactMs: null,
      },
    }),
  })
  return folder
}

describe('a diagnostics file', () => {
  it('holds no secret, no code, no key and no person, wherever they lay', async () => {
    const folder = await benchFullOfSecrets()
    const parts = await diagnosed(folder)
    for (const [part, text] of parts) {
      for (const [name, secret] of Object.entries(planted))
        expect(text.includes(secret), `${name} in ${part}`).toBe(false)
    }
    // The same words are found where they may be: the search is no sieve.
    const withDumps = await diagnosed(folder, true)
    expect(withDumps.get('dumps/pending/a.dmp')).toContain(planted.token)
  })

  it('tells what a fault is found by', async () => {
    const folder = await benchFullOfSecrets()
    const parts = await diagnosed(folder)
    const json = (name: string) => JSON.parse(parts.get(name) ?? '')
    expect([...parts.keys()]).toEqual([
      'about.json',
      'health.json',
      'readers.json',
      'database.json',
      'sync.json',
      'settings.json',
      'policy.json',
      'crashes.json',
      'logs/cryobench.log',
      'logs/cryobench.log.1',
    ])
    expect(json('about.json')).toMatchObject({ program: { version: '1.2.3', sqlite: expect.stringMatching(/^3\./) } })
    expect(json('about.json').disk.freeBytes).toBeGreaterThan(0)
    expect(json('database.json')).toMatchObject({
      check: { kind: 'sound', full: true },
      schemaVersion: expect.any(Number),
      rows: { journal: 3, outbox: 3 },
    })
    expect(json('sync.json')).toMatchObject({
      identity: { benchId: identity.benchId, facilityName: 'Main' },
      outbox: { queued: 3 },
      feed: { n: 3 },
    })
    expect(json('readers.json').readers).toHaveLength(1)
    expect(json('policy.json').policy).toEqual({ central: 'https://central.example', enrol: '[secret]' })
    expect(json('crashes.json')).toMatchObject([{ dump: { bytes: expect.any(Number) } }])
    expect(json('health.json').verdict.status).toBe('attention')
  })

  it('is written of a bench in ruins, and says what is wrong', async () => {
    const folder = aFolder()
    const { store } = begun(folder)
    enrol(store)
    store.close()
    overwrite(join(folder, 'bench.db'), 0, garbage(4096))
    writeFileSync(join(folder, 'policy.json'), `enrol = ${planted.policyCode}`)
    writeFileSync(join(folder, 'health.json'), '{')
    const parts = await diagnosed(folder)
    expect(JSON.parse(parts.get('database.json') ?? '')).toMatchObject({ check: { kind: 'damaged' } })
    expect(JSON.parse(parts.get('policy.json') ?? '').policy).toBe('not JSON')
    expect(JSON.parse(parts.get('health.json') ?? '').file.kind).toBe('unreadable')
  })

  it('that can not be written leaves nothing behind', () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'for-it.zip'))
    const said = runTask(
      { kind: 'diagnose', file: 'none/such.zip', withDumps: false },
      { dataDir: folder, version: '1', policyFile: 'x', cwd: folder, nowMs: 1 },
    )
    expect(said).toMatchObject({ exitCode: 1, err: expect.stringContaining('could not be written') })
    expect(readdirSync(folder)).toEqual(['for-it.zip'])
  })
})
