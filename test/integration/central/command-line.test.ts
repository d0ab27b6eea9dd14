// The stand-alone programs as processes: what they print, how they end.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { procedureReply } from '../../../src/shared/api/external'
import { newBenchKey } from '../../../src/trust'
import { fetchToken, replyOf } from '../../support/central'

const central = fileURLToPath(new URL('../../../src/central/main.ts', import.meta.url))
const simulator = fileURLToPath(new URL('../../../src/device-simulator/main.ts', import.meta.url))

/** Each program compiles itself at its start: seconds where others use the processors too. */
const startsMs = 120_000

let folder: string
const running: ChildProcess[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'central-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

function run(file: string, args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const line = new Promise<string>((resolve) => {
    child.stdout.on('data', () => {
      const [first, rest] = output.stdout.split('\n')
      if (first !== undefined && rest !== undefined) resolve(first)
    })
  })
  return { child, output, ended, line }
}

const ready = z.strictObject({
  url: z.url(),
  organizations: z.array(
    z.strictObject({
      name: z.string(),
      facilities: z.array(z.strictObject({ id: z.int(), name: z.string() })),
      clients: z.array(z.strictObject({ clientId: z.string(), clientSecret: z.string() })),
    }),
  ),
  benchEnrolmentCode: z.string(),
  deviceToken: z.string(),
})

const start = async (name: string) => {
  const process = run(central, ['--data', join(folder, name), '--port', '0', '--sample', '--sample-size', '60'])
  return { ...process, ready: ready.parse(JSON.parse(await process.line)) }
}

describe('central', () => {
  test('prints one line of JSON when it serves, and ends cleanly on SIGTERM', async () => {
    const { child, ended, output, ready: told } = await start('a')
    expect(told.organizations.map((each) => each.facilities.length)).toEqual([2, 1])
    expect((await fetch(`${told.url}/api/v1/external/procedures`)).status).toBe(401)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(output.stdout.trim().split('\n')).toHaveLength(1)
    const lines = output.stderr.trim().split('\n')
    expect(lines.filter((line) => /^Database: migrated to \d{4}-[\w-]+\.$/.test(line)).length).toBeGreaterThan(0)
    const logged = lines.filter((line) => !line.startsWith('Database: '))
    for (const line of logged) expect(JSON.parse(line)).toMatchObject({ name: 'central' })
  })

  test(
    'ends cleanly while it still makes its sample',
    async () => {
      const { child, ended, output } = run(central, [
        '--data',
        join(folder, 'e'),
        '--port',
        '0',
        '--sample-size',
        '500000',
      ])
      await expect.poll(() => output.stderr, { timeout: startsMs }).toContain('of 500000 vials')
      child.kill('SIGTERM')
      expect(await ended).toBe(0)
      expect(output.stdout).toBe('')
      expect(output.stderr).not.toContain('500000 of 500000')
    },
    2 * startsMs,
  )

  test(
    'says in one sentence what is wrong, and ends with 1',
    async () => {
      const { ready: told } = await start('b')
      const { port } = new URL(told.url)
      const wrong = [
        ['--data', join(folder, 'c'), '--port', port],
        ['--data', '/proc/nowhere', '--port', '0'],
        ['--port', '0'],
        ['--data', join(folder, 'c'), '--port', 'x'],
        ['--data', join(folder, 'c'), '--colour', 'red'],
      ]
      for (const args of wrong) {
        const { ended, output } = run(central, args)
        expect(await ended).toBe(1)
        expect(output.stdout).toBe('')
        const sentences = output.stderr
          .trim()
          .split('\n')
          .filter((line) => !line.startsWith('Database: migrated to '))
        expect(sentences).toHaveLength(1)
      }
    },
    startsMs,
  )

  test('lists, admits and revokes benches beside a central that serves', async () => {
    const { ready: told } = await start('f')
    const ask = async (...args: string[]) => {
      const { ended, output } = run(central, ['--data', join(folder, 'f'), ...args])
      return { code: await ended, lines: output.stdout.trim().split('\n'), said: output.stderr.trim() }
    }
    const [code] = (await ask('--new-code', '1')).lines
    const enrol = await fetch(`${told.url}/api/v1/bench/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code: z.object({ benchEnrolmentCode: z.string() }).parse(JSON.parse(code ?? '')).benchEnrolmentCode,
        benchName: 'Left seat',
        publicKey: newBenchKey().publicKeySpkiBase64,
      }),
    })
    const { benchId, token } = z.object({ benchId: z.string(), token: z.string() }).parse(await enrol.json())
    const knocks = async () =>
      (await fetch(`${told.url}/api/v1/bench/changes?after=x:0`, { headers: { authorization: `Bearer ${token}` } }))
        .status
    expect(await knocks()).toBe(409)

    const [listed] = (await ask('--benches')).lines
    expect(JSON.parse(listed ?? '')).toMatchObject({ benchId, name: 'Left seat', facilityId: 1, revokedAt: null })
    const revoked = await ask('--revoke-bench', benchId)
    expect(revoked.code).toBe(0)
    expect(JSON.parse(revoked.lines[0] ?? '')).toMatchObject({ benchId })
    expect(await knocks()).toBe(401)

    const again = await ask('--revoke-bench', benchId)
    expect([again.code, again.lines, again.said]).toEqual([
      1,
      [''],
      expect.stringMatching(/was already revoked at .*\.$/),
    ])
    expect((await ask('--revoke-bench', 'nobody')).said).toBe('There is no bench nobody; --benches lists them.')
    expect((await ask('--new-code', '99')).said).toBe('There is no facility 99.')
  }, 60_000)

  test('lists names of before that look like one another, and renames none', async () => {
    const { child, ended } = await start('g')
    child.kill('SIGTERM')
    await ended
    const database = new SqliteDatabase(join(folder, 'g', 'central.sqlite'))
    onTestFinished(() => void database.close())
    database.exec(
      `INSERT INTO canes SELECT storage_id, canister, lower(cane), capacity FROM canes WHERE cane = 'K01' LIMIT 1`,
    )
    const { ended: listed, output } = run(central, ['--data', join(folder, 'g'), '--alike-names'])
    expect(await listed).toBe(0)
    expect(
      output.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      expect.objectContaining({
        kind: 'cane',
        names: [expect.objectContaining({ name: 'K01' }), expect.objectContaining({ name: 'k01' })],
      }),
    ])
    expect(database.prepare(`SELECT count(*) FROM canes WHERE cane = 'k01'`).pluck().get()).toBe(1)
  }, 60_000)

  test('explains itself', async () => {
    const { ended, output } = run(central, ['--help'])
    expect(await ended).toBe(0)
    expect(output.stdout).toContain('--requests-per-minute')
  })
})

describe('the device simulator', () => {
  test('carries out what is queued and refills a tank', async () => {
    const { ready: told } = await start('d')
    // Before the simulator: its first refill may begin at once.
    const startedMs = Date.now()
    const { child, ended } = run(simulator, ['--url', told.url, '--token', told.deviceToken, '--speed', '2000'])
    const client = told.organizations[0]?.clients[0]
    const token = await fetchToken(told.url, client?.clientId ?? '', client?.clientSecret ?? '')
    const statuses = async (query: string) => {
      const reply = await replyOf(
        await fetch(`${told.url}/api/v1/external/procedures?facilityId=1&${query}`, {
          headers: { authorization: `Bearer ${token}` },
        }),
      )
      return reply.as(z.array(procedureReply))
    }
    const isDone = async () =>
      (await statuses('status=CREATED')).length === 0 &&
      (await statuses('status=IN_PROGRESS')).length === 0 &&
      (await statuses('type=REFILL')).some((each) => Date.parse(each.createdAt) > startedMs)
    await expect.poll(isDone, { timeout: 20_000, interval: 700 }).toBe(true)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  }, 30_000)

  test('explains itself, and says what is missing', async () => {
    const help = run(simulator, ['--help'])
    expect(await help.ended).toBe(0)
    expect(help.output.stdout).toContain('--fail-rate')
    for (const args of [
      ['--token', 'x'],
      ['--url', 'x', '--token', 'y'],
      ['--url', 'http://x', '--token', 'y', '--speed', '0'],
    ]) {
      const wrong = run(simulator, args)
      expect(await wrong.ended).toBe(1)
      expect(wrong.output.stderr.trim()).toMatch(/^[^\n]+$/)
    }
  })
})
