// The package as its users meet it: dpkg puts it there, an ordinary user starts it sandboxed, and the main job works.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, type Page, test } from '@playwright/test'
import { temporaryFolder } from '../e2e/support/bench'
import { startCentral } from '../e2e/support/processes'
import { readyToWork, tagWithSimulatedReader } from '../e2e/support/screens'
import { FakeHidBed, fakeSwUhf } from '../support/fakehid'
import {
  builtPackage,
  install,
  installedVersion,
  makeUser,
  olderPackage,
  program,
  purge,
  remove,
} from './support/package'
import { startInstalled } from './support/program'

/** As the wire in the program's file says it: the digits of ASCII. */
const off = 48
const on = 49

test.describe.configure({ mode: 'serial' })

const user = makeUser('cryobench-bench')
const deb = builtPackage()
const dataDir = `${user.home}/.config/Cryobench`

test.beforeAll(() => {
  if (installedVersion() !== undefined) purge()
})
test.afterAll(() => {
  if (installedVersion() !== undefined) purge()
  user.remove()
})

test('is put in place with rules for readers, a menu entry and a command', () => {
  const older = olderPackage(deb, '0.0.1')
  try {
    install(older.deb)
  } finally {
    older.remove()
  }
  expect(installedVersion()).toBe('0.0.1')
  expect(readFileSync('/usr/lib/udev/rules.d/70-cryobench.rules', 'utf8')).toContain('TAG+="uaccess"')
  const entry = readFileSync('/usr/share/applications/cryobench.desktop', 'utf8')
  expect(entry).toContain('MimeType=x-scheme-handler/cryobench;')
  expect(entry).toMatch(/^Exec=\/usr\/bin\/cryobench .*%U$/m)
  expect(existsSync('/usr/bin/cryobench')).toBe(true)
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    expect(existsSync(`/usr/share/icons/hicolor/${size}x${size}/apps/cryobench.png`)).toBe(true)
  }
})

test('has its fuses set to their safe sides, and loads native modules from beside the archive', async () => {
  const fuses = await getCurrentFuseWire(program)
  expect(fuses[FuseV1Options.RunAsNode]).toBe(off)
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off)
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off)
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on)
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(on)
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off)
  expect(existsSync('/opt/Cryobench/resources/default_app.asar')).toBe(false)
  expect(existsSync('/opt/Cryobench/resources/app.asar.unpacked/node_modules/better-sqlite3')).toBe(true)
})

/** An installed program that was never set up asks first. */
async function chooseDemonstration(page: Page): Promise<void> {
  for (const name of [/^Continue/, /^Try the demo/, /^Skip the reader/, /^Skip the sound/])
    await page.getByRole('button', { name }).click()
}

test('does the main job for an ordinary user, in the sandbox', async () => {
  const bench = await startInstalled({ user })
  const { page } = bench
  try {
    await chooseDemonstration(page)
    await readyToWork(page)
    expect(bench.processes().filter((line) => line.includes('--no-sandbox'))).toEqual([])
    expect(bench.processes().some((line) => line.includes('--type=renderer'))).toBe(true)
    await tagWithSimulatedReader(page)
  } finally {
    await bench.quit()
  }
})

test('reads a tag from a USB reader through its own HID driver', async () => {
  const bed = await FakeHidBed.start()
  const reader = await fakeSwUhf(bed)
  const { LD_PRELOAD: preload = '', UMOCKDEV_DIR: bus = '' } = bed.env({})
  // The fake bus is made of sockets of root's; who may use them is not what this test is about.
  execFileSync('chmod', ['-R', 'a+rwX', bus])
  const bench = await startInstalled({
    user,
    // The preload and Chromium's sandbox don't go together.
    args: ['--no-sandbox'],
    env: { LD_PRELOAD: preload, UMOCKDEV_DIR: bus },
  })
  const { page } = bench
  try {
    await readyToWork(page)
    await expect.poll(() => readyReaders(page), { timeout: 15_000 }).toContain('sw-uhf')
    reader.place({ epc: 'E2801160600002047C1AFFFF' })
    await expect(page.getByRole('dialog')).toContainText('E280', { timeout: 15_000 })
  } finally {
    await bench.quit()
    reader.lift()
    await bed.close()
  }
})

const readyReaders = async (page: Page): Promise<readonly string[]> => {
  const answer = await page.evaluate(() => window.bench.request('bench/get', undefined))
  return answer.ok
    ? answer.value.readers.filter((each) => each.connection.kind === 'ready').map((each) => each.model)
    : []
}

test('says its version where there is no display', () => {
  const said = execFileSync('setpriv', [`--reuid=${user.name}`, '--clear-groups', program, '--version'], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', HOME: user.home },
  })
  expect(said.trim()).toMatch(/^\d+\.\d+\.\d+/)
})

test('says how it is and writes a diagnostics file where there is no display', () => {
  const task = (...args: string[]) =>
    spawnSync('setpriv', [`--reuid=${user.name}`, '--clear-groups', program, ...args], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', HOME: user.home },
      cwd: user.home,
    })
  const health = task('--health')
  expect(JSON.parse(health.stdout)).toMatchObject({ running: false, why: 'closed normally' })
  expect(health.status).toBeGreaterThan(0)
  const diagnosed = task('--diagnose', `${user.home}/for-it.zip`)
  expect(diagnosed.stdout.trim()).toBe(`${user.home}/for-it.zip`)
  expect(statSync(`${user.home}/for-it.zip`).size).toBeGreaterThan(1000)
})

test('set up by a policy alone enrols itself, fills the screen, and opens with the session', async () => {
  const folder = temporaryFolder()
  const central = await startCentral(join(folder.path, 'central'))
  const { url, benchEnrolmentCode } = central.ready
  mkdirSync('/etc/cryobench', { recursive: true })
  const policy = { central: url, enrol: benchEnrolmentCode, benchName: 'Left seat', kiosk: true, openAtLogin: true }
  writeFileSync('/etc/cryobench/policy.json', JSON.stringify(policy))
  const data = `${user.home}/policy-data`
  const bench = await startInstalled({ user, args: [`--data=${data}`] })
  try {
    await readyToWork(bench.page)
    const answer = await bench.page.evaluate(() => window.bench.request('bench/get', undefined))
    expect(answer.ok && [answer.value.mode, answer.value.benchName]).toEqual(['bench', 'Left seat'])
    // Without a window manager the last row and column stay free.
    expect(await bench.page.evaluate(() => window.innerHeight - screen.height)).toBeGreaterThanOrEqual(-1)
    expect(existsSync(`${user.home}/.config/autostart/cryobench.desktop`)).toBe(true)
    const log = readFileSync(`${data}/logs/cryobench.log`, 'utf8')
    expect(log).not.toContain(benchEnrolmentCode)
  } finally {
    await bench.quit()
    await central.stop()
    folder.remove()
    rmSync('/etc/cryobench', { recursive: true })
  }
})

test("keeps the bench's records over an upgrade and over a removal, and loses them only with a purge", async () => {
  const before = statSync(`${dataDir}/bench.db`).ino
  install(deb)
  expect(installedVersion()).not.toBe('0.0.1')
  const bench = await startInstalled({ user })
  await readyToWork(bench.page)
  await bench.quit()
  expect(statSync(`${dataDir}/bench.db`).ino).toBe(before)
  remove()
  expect(existsSync(program)).toBe(false)
  expect(existsSync('/usr/bin/cryobench')).toBe(false)
  expect(statSync(`${dataDir}/bench.db`).ino).toBe(before)
  purge()
  expect(existsSync(dataDir)).toBe(false)
})
