// The stand-alone programs as processes: what they print, how they end.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { procedureReply } from '../../../src/shared/api/external'
import { fetchToken, replyOf } from '../../support/central'

const central = fileURLToPath(new URL('../../../src/central/main.ts', import.meta.url))
const simulator = fileURLToPath(new URL('../../../src/device-simulator/main.ts', import.meta.url))

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

  test('ends cleanly while it still makes its sample', async () => {
    const { child, ended, output } = run(central, [
      '--data',
      join(folder, 'e'),
      '--port',
      '0',
      '--sample-size',
      '500000',
    ])
    await expect.poll(() => output.stderr, { timeout: 20_000 }).toContain('of 500000 containers')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(output.stdout).toBe('')
  }, 30_000)

  test('says in one sentence what is wrong, and ends with 1', async () => {
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
  })

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
