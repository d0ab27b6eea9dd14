// The installed program updates itself: from a folder on a web server, as an ordinary user, with dpkg; and goes back when that was no good.
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { temporaryFolder } from '../e2e/support/bench'
import { lookTwice } from '../e2e/support/look'
import { lane, panel, readyToWork } from '../e2e/support/screens'
import { builtPackage, install, installedVersion, makeUser, purge } from './support/package'
import { type Polkit, startPolkit } from './support/polkit'
import { type Installed, runInstalled, startInstalled } from './support/program'
import { startUpdateServer, type UpdateServer } from './support/update-server'
import { makeVersion, offer } from './support/versions'

test.describe.configure({ mode: 'serial' })

const user = makeUser('cryobench-bench')
const deb = builtPackage()
const keyFile = process.env.CRYOBENCH_SIGN_KEY ?? ''
const folder = temporaryFolder()
const other = temporaryFolder()
const dataDir = `${user.home}/.config/Cryobench`
const [first, second, third] = ['0.1.0-test.1', '0.1.0-test.2', '0.1.0-test.3']
const inDebian = (version: string) => version.replace('-', '~')

let server: UpdateServer
let polkit: Polkit
const start = (): Promise<Installed> =>
  startInstalled({
    user,
    args: ['--demo', `--updates=${server.url}`],
    env: { PATH: `${polkit.folder}:/usr/bin:/bin` },
  })
const update = (page: Page) => page.getByTestId('update')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const openSettings = (page: Page) => page.getByRole('button', { name: 'Settings' }).click()
const saveVolume = (page: Page, volume: number) =>
  page.evaluate(
    (chosen) =>
      window.bench.request('bench/saveSettings', { language: 'en', scheme: 'light', volume: chosen, muted: false }),
    volume,
  )
const volumeOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.bench.request('bench/get', undefined)
    return answer.ok ? answer.value.settings.volume : null
  })

test.beforeAll(async () => {
  if (installedVersion() !== undefined) purge()
  server = await startUpdateServer(folder.path)
  polkit = await startPolkit()
  install(deb)
})
test.afterAll(async () => {
  if (installedVersion() !== undefined) purge()
  user.remove()
  await server.close()
  polkit.close()
  folder.remove()
  other.remove()
})

test('finds a newer version, fetches it, waits for the open procedure, and comes back as that with the same database', async () => {
  const name = makeVersion({ deb, folder: folder.path, version: second })
  offer({ folder: folder.path, version: second, name, keyFile })
  const bench = await start()
  const { page } = bench
  await readyToWork(page)
  const { ino } = statSync(`${dataDir}/bench.db`)
  await lane(page, 'toTag').getByRole('button', { name: 'Start' }).first().click()
  await expect(panel(page)).toBeVisible()

  server.throttle(4_000_000)
  await openSettings(page)
  await press(page, 'Check now')
  await expect(update(page)).toHaveAttribute('data-update', 'downloading')
  await expect(page.locator('progress')).toHaveAttribute('value', /^[1-9]/)
  await lookTwice(page, 'update-downloading')
  await press(page, 'Cancel')
  await expect(update(page)).toHaveAttribute('data-update', 'available')
  server.throttle(null)
  await press(page, 'Download')
  await expect(update(page)).toHaveAttribute('data-update', 'ready', { timeout: 60_000 })
  // The second attempt has gone on where the first was stopped.
  expect(server.asked.filter(({ path }) => path.endsWith('.deb')).map(({ from }) => from > 0)).toEqual([false, true])
  await expect(page.getByTestId('status-update')).toBeVisible()
  await lookTwice(page, 'update-ready')

  await press(page, 'Restart and update')
  await expect(update(page)).toContainText('once the open procedure is finished or paused')
  await lookTwice(page, 'update-waiting')
  await saveVolume(page, 0.25)
  expect(polkit.ran).toEqual([])
  await page.evaluate(() => window.bench.request('tagging/stop', undefined))
  const next = await bench.successor()
  try {
    await readyToWork(next.page)
    await openSettings(next.page)
    await expect(next.page.getByText(second, { exact: true })).toBeVisible()
    expect(installedVersion()).toBe(inDebian(second))
    expect(await volumeOf(next.page)).toBe(0.25)
    expect(statSync(`${dataDir}/bench.db`).ino).toBe(ino)
    await expect.poll(() => polkit.ran).toEqual(['install', 'keep'])
    expect(existsSync('/var/lib/cryobench/trial')).toBe(false)
    expect(existsSync('/var/lib/cryobench/previous.deb')).toBe(false)
  } finally {
    await next.quit()
  }
})

test('refuses what is unsigned, wrongly signed, older or damaged, and says so', async () => {
  const name = makeVersion({ deb, folder: folder.path, version: third })
  const list = join(folder.path, 'latest-linux.yml')
  const wrongKey = join(other.path, 'wrong.pem')
  writeFileSync(wrongKey, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const bench = await start()
  const { page } = bench
  try {
    await readyToWork(page)
    await openSettings(page)
    const refused = async (said: string) => {
      await press(page, 'Check now')
      await expect(update(page)).toContainText(said, { timeout: 30_000 })
      await expect(update(page)).toHaveAttribute('data-update', 'refused')
    }
    offer({ folder: folder.path, version: third, name, keyFile: wrongKey })
    await refused("not signed with this program's key")
    offer({ folder: folder.path, version: third, name, keyFile })
    writeFileSync(list, readFileSync(list, 'utf8').replace(third, '0.1.0-test.9'))
    await refused("not signed with this program's key")
    rmSync(`${list}.sig`)
    await refused('unsigned version')
    // Signed long ago, and offered again.
    offer({ folder: folder.path, version: first, name, keyFile })
    await refused(`offers version ${first}, which is older`)
    offer({ folder: folder.path, version: third, name, keyFile })
    server.damage(true)
    await refused(`version ${third} does not match its signature`)
    server.damage(false)
    await lookTwice(page, 'update-refused')
    await saveVolume(page, 0.25)
    expect(polkit.ran).toEqual(['install', 'keep'])
  } finally {
    await bench.quit()
  }
})

test('has a helper that believes nobody: it verifies again, as root', () => {
  const handOver = mkdtempSync(join(other.path, 'hand-over-'))
  const list = join(folder.path, 'latest-linux.yml')
  const put = (packageFile: string) => {
    copyFileSync(list, join(handOver, 'channel.yml'))
    copyFileSync(`${list}.sig`, join(handOver, 'channel.yml.sig'))
    copyFileSync(packageFile, join(handOver, 'package.deb'))
  }
  const said = (): string => {
    try {
      execFileSync('/usr/lib/cryobench/update-helper', ['install', handOver], { encoding: 'utf8', stdio: 'pipe' })
      return 'installed'
    } catch (error) {
      return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    }
  }
  const thirdPackage = join(folder.path, `cryobench_${third}_amd64.deb`)
  put(deb)
  expect(said()).toContain('not in the signed list')
  put(thirdPackage)
  writeFileSync(join(handOver, 'channel.yml'), readFileSync(list, 'utf8').replace('size', 'sizes'))
  expect(said()).toContain('not signed')
  const old = join(other.path, 'old.deb')
  copyFileSync(deb, old)
  offer({ folder: other.path, version: first, name: 'old.deb', keyFile })
  copyFileSync(join(other.path, 'latest-linux.yml'), join(handOver, 'channel.yml'))
  copyFileSync(join(other.path, 'latest-linux.yml.sig'), join(handOver, 'channel.yml.sig'))
  copyFileSync(old, join(handOver, 'package.deb'))
  expect(said()).toContain('is not newer')
  expect(installedVersion()).toBe(inDebian(second))
})

/** Brings the database up to date for itself, as far as anybody else can tell, and ends before there is a window. */
const broken = `const fs = require('node:fs')
const file = fs.openSync(process.env.HOME + '/.config/Cryobench/bench.db', 'r+')
fs.writeSync(file, Buffer.from([0, 0, 0, 99]), 0, 4, 60)
process.exit(1)
`

test('is installed when the window is closed, does not come up twice, and gives way to the version before with its database', async () => {
  const name = makeVersion({ deb, folder: folder.path, version: third, main: broken })
  offer({ folder: folder.path, version: third, name, keyFile })
  const bench = await start()
  await readyToWork(bench.page)
  await openSettings(bench.page)
  await press(bench.page, 'Check now')
  await expect(update(bench.page)).toHaveAttribute('data-update', 'ready', { timeout: 60_000 })
  await bench.closeWindow()
  expect(installedVersion()).toBe(inDebian(third))

  const env = { PATH: `${polkit.folder}:/usr/bin:/bin` }
  expect(await runInstalled({ user, env })).toBe(1)
  expect(await runInstalled({ user, env })).toBe(1)
  expect(installedVersion()).toBe(inDebian(third))
  const again = await start()
  const { page } = again
  try {
    await readyToWork(page)
    expect(installedVersion()).toBe(inDebian(second))
    expect(await volumeOf(page)).toBe(0.25)
    await expect(page.getByTestId('data-notices')).toContainText('This version was put back')
    await openSettings(page)
    await expect(page.getByTestId('rolled-back')).toContainText(`Version ${third} did not start`)
    await lookTwice(page, 'update-rolled-back')
    await press(page, 'Check now')
    await expect(update(page)).toContainText('It will not be installed again')
    expect(existsSync('/var/lib/cryobench/previous.deb')).toBe(false)
  } finally {
    await again.quit()
  }
})
