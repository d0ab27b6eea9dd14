// The first minutes of an installed bench, as whoever unpacks it meets them: by keyboard, by mouse, by a link; and what goes wrong.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { aCertificate, type TestCertificate } from '../support/certificates'
import { FakeHidBed, fakeSwUhf } from '../support/fakehid'
import { type Bench, startBench, temporaryFolder } from './support/bench'
import { lookTwice } from './support/look'
import { type CentralProcess, startCentral } from './support/processes'
import { lane, readyToWork } from './support/screens'

const main = (page: Page) => page.locator('#content')
const step = (page: Page, name: string) => expect(main(page)).toHaveAttribute('data-step', name, { timeout: 20_000 })
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name })
const address = (page: Page) => page.getByLabel('Address of central')
const code = (page: Page) => page.getByLabel('One-time code')
const refusal = (page: Page) => page.locator('[data-refusal]')

interface World {
  readonly folder: string
  /** A central with a certificate of its own. */
  readonly central: CentralProcess
  readonly certificate: TestCertificate
  bench(args?: readonly string[], bed?: FakeHidBed): Promise<Bench>
  certificateFiles(certificate: TestCertificate): { readonly cert: string; readonly key: string }
}

async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const folder = temporaryFolder()
  const certificate = await aCertificate({ to: 200 })
  let written = 0
  const certificateFiles = ({ cert, key }: TestCertificate) => {
    written += 1
    const files = { cert: join(folder.path, `${written}.crt`), key: join(folder.path, `${written}.key`) }
    writeFileSync(files.cert, cert)
    writeFileSync(files.key, key)
    return files
  }
  const central = await startCentral(join(folder.path, 'central'), { tls: certificateFiles(certificate) })
  const benches: Bench[] = []
  try {
    await work({
      folder: folder.path,
      central,
      certificate,
      certificateFiles,
      async bench(args = ['--first-run'], bed) {
        const started = await startBench({
          dataDir: join(folder.path, 'bench'),
          args,
          ...(bed && { bed }),
        })
        benches.push(started)
        return started
      },
    })
  } finally {
    for (const bench of benches) await bench.quit()
    await central.stop()
    folder.remove()
  }
}

async function toCentral(page: Page): Promise<void> {
  await step(page, 'language')
  await button(page, 'Continue').click()
  await button(page, /^Connect this bench/).click()
  await step(page, 'central')
}

async function lookFor(page: Page, url: string, withCode: string): Promise<void> {
  await address(page).fill(url)
  await code(page).fill(withCode)
  await button(page, 'Find central').click()
}

test('a bench is connected with the keyboard alone, and its reader and sound are tried', async () => {
  const bed = await FakeHidBed.start()
  const reader = await fakeSwUhf(bed)
  try {
    await inWorld(async ({ central, certificate, bench: start }) => {
      const { page } = await start(['--first-run'], bed)
      const keys = page.keyboard
      await step(page, 'language')
      await expect(page.getByRole('radio', { name: 'English' })).toBeChecked()
      await page.getByRole('radio', { name: 'English' }).focus()
      await keys.press('ArrowDown')
      await expect(page.locator('html')).toHaveAttribute('lang', 'de')
      await keys.press('ArrowUp')
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await lookTwice(page, 'first-run-language')
      await keys.press('Enter')

      await step(page, 'purpose')
      await lookTwice(page, 'first-run-purpose')
      await keys.press('Tab')
      await expect(button(page, /^Connect this bench/)).toBeFocused()
      await keys.press('Enter')

      await step(page, 'central')
      await expect(address(page)).toBeFocused()
      await lookTwice(page, 'first-run-central')
      // As a hand types; quicker keys are a scanner's, whose Tab and Enter go nowhere.
      await keys.type(central.ready.url, { delay: 60 })
      await keys.press('Tab')
      await keys.type(central.ready.benchEnrolmentCode, { delay: 60 })
      await keys.press('Enter')
      await expect(page.getByRole('heading', { name: 'Is this your central?' })).toBeVisible()
      await expect(page.getByTestId('central-judgement')).toContainText('self-signed')
      await expect(main(page)).toContainText(certificate.fingerprint)
      await lookTwice(page, 'first-run-certificate')
      await keys.press('Enter')

      await step(page, 'reader')
      await expect(page.getByTestId('reader-check')).toContainText('Waiting for the first tag', { timeout: 15_000 })
      await lookTwice(page, 'first-run-reader')
      reader.place({ epc: 'E28011606000020000000001' })
      await expect(page.getByTestId('reader-check')).toContainText('The reader works')
      await lookTwice(page, 'first-run-reader-works')
      reader.lift()
      await keys.press('Enter')

      await step(page, 'sound')
      await lookTwice(page, 'first-run-sound')
      await keys.press('Enter')
      await readyToWork(page)
      // Nothing has come of the tag that was only tried.
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
  } finally {
    await bed.close()
  }
})

test('the demonstration begins with one touch, and is remembered', async () => {
  const folder = temporaryFolder()
  let bench = await startBench({ dataDir: folder.path, args: ['--first-run'] })
  try {
    const { page } = bench
    await step(page, 'language')
    await button(page, 'Continue').click()
    await button(page, /^Try the demo/).click()
    await step(page, 'reader')
    await expect(page.getByText('Step 3 of 4')).toBeVisible()
    await button(page, 'Put a tag on the simulated reader').click()
    await expect(page.getByTestId('reader-check')).toContainText('The reader works')
    await lookTwice(page, 'first-run-demo-reader')
    await button(page, 'Continue').click()
    await button(page, 'I heard both').click()
    await readyToWork(page)
    await bench.quit()
    bench = await startBench({ dataDir: folder.path, args: ['--first-run'] })
    await readyToWork(bench.page)
  } finally {
    await bench.quit()
    folder.remove()
  }
})

test('what goes wrong is said with what to do next, and leaves nothing behind', async () => {
  await inWorld(async ({ central, bench: start }) => {
    const { page } = await start()
    const { url, benchEnrolmentCode } = central.ready
    await toCentral(page)
    await button(page, 'Find central').click()
    await expect(page.getByText('Enter the full address')).toBeVisible()
    await lookFor(page, 'http://no-such-host.invalid', benchEnrolmentCode)
    await expect(refusal(page)).toHaveAttribute('data-refusal', 'noSuchHost', { timeout: 20_000 })
    await lookTwice(page, 'first-run-no-host')
    await lookFor(page, url.replace('127.0.0.1', '127.0.0.2'), benchEnrolmentCode)
    await expect(refusal(page)).toHaveAttribute('data-refusal', /unreachable|certificateOfOther/)
    await lookFor(page, url, 'AAAA-BBBB-CCCC')
    await button(page, 'Yes, connect').click()
    await expect(refusal(page)).toHaveAttribute('data-refusal', 'codeUnknown')
    await lookTwice(page, 'first-run-wrong-code')

    // A link for another key: pasted anywhere, it fills both fields; the certificate is refused before anything is asked.
    const link = central.ready.enrolmentLink.replace(/fingerprint=.*/, `fingerprint=${'0a'.repeat(32)}`)
    await page.evaluate((text) => {
      const data = new DataTransfer()
      data.setData('text', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, link)
    await expect(address(page)).toHaveValue(url)
    await expect(code(page)).toHaveValue(benchEnrolmentCode)
    await button(page, 'Find central').click()
    await expect(refusal(page)).toHaveAttribute('data-refusal', 'otherFingerprint')
    await expect(button(page, 'Yes, connect')).toHaveCount(0)
    await lookTwice(page, 'first-run-other-key')

    // The right one, typed by a scanner into whichever field has the focus.
    await address(page).fill('https://another.invalid')
    await code(page).focus()
    await page.keyboard.type(central.ready.enrolmentLink)
    await page.keyboard.press('Enter')
    await expect(address(page)).toHaveValue(url)
    await expect(code(page)).toHaveValue(benchEnrolmentCode)
    await button(page, 'Find central').click()
    await expect(page.getByTestId('central-judgement')).toContainText('matches the one in your link')
    await button(page, 'Yes, connect').click()
    await step(page, 'reader')
  })
})

/** A second start of the program, as a desktop does when somebody follows a link. */
async function follow(folder: string, link: string): Promise<void> {
  const { CRYOBENCH_ELECTRON: executable = '' } = process.env
  const args = ['.', '--no-sandbox', '--data', join(folder, 'bench'), link]
  await once(spawn(executable, args, { stdio: 'ignore' }), 'exit')
}

test('a link fills the form and does no more; an enrolled bench refuses it; another key leaves the bench offline', async () => {
  await inWorld(async ({ folder, central, certificate, certificateFiles, bench: start }) => {
    const { page } = await start(['--first-run', central.ready.enrolmentLink])
    await step(page, 'language')
    await button(page, 'Continue').click()
    await step(page, 'central')
    await expect(address(page)).toHaveValue(central.ready.url)
    await expect(code(page)).toHaveValue(central.ready.benchEnrolmentCode)
    await follow(folder, `cryobench://enrol?central=https%3A%2F%2Fother.example&code=WXYZ-1234`)
    await expect(address(page)).toHaveValue('https://other.example')
    await follow(folder, central.ready.enrolmentLink)
    await expect(address(page)).toHaveValue(central.ready.url)
    await button(page, 'Find central').click()
    await button(page, 'Yes, connect').click()
    await button(page, 'Skip the reader').click()
    await button(page, 'Skip the sound').click()
    await readyToWork(page)

    await follow(folder, central.ready.enrolmentLink)
    await expect(page.locator('[data-invitation="enrolledAlready"]')).toBeVisible()
    await lookTwice(page, 'invitation-refused')
    await page.getByRole('button', { name: 'Close' }).click()
    await follow(folder, 'cryobench://enrol?central=x&code=y&auto=yes')
    await expect(page.locator('[data-invitation="unusable"]')).toBeVisible()
    await page.getByRole('button', { name: 'Close' }).click()

    await central.stop()
    const other = await aCertificate({ commonName: 'central.clinic.example' })
    expect(other.fingerprint).not.toBe(certificate.fingerprint)
    const stranger = await startCentral(join(folder, 'other'), { port: central.port, tls: certificateFiles(other) })
    try {
      await expect(page.locator('[data-certificate="otherKey"]')).toBeVisible({ timeout: 60_000 })
      await expect(lane(page, 'toTag')).toBeVisible()
      await lookTwice(page, 'other-certificate')
    } finally {
      await stranger.stop()
    }
  })
})

test('a bench whose central, code and key were laid down asks nothing', async () => {
  await inWorld(async ({ central, certificate, bench: start }) => {
    const { url, benchEnrolmentCode } = central.ready
    const laidDown = ['--central', url, '--enrol', benchEnrolmentCode, '--fingerprint', certificate.fingerprint]
    const { page } = await start(['--first-run', ...laidDown])
    await readyToWork(page)
  })
})
