// A real central over https, with certificates as laboratories have them: what a bench is shown, what it holds on to, and whom it tells nothing.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { requireRenewal } from '../../../src/main/engine/store/identity-in-doubt'
import { systemClock, systemTimers } from '../../../src/platform/system-ports'
import { procedureId } from '../../../src/shared/model/ids'
import { startCentral, type TestCentral, type TestCentralOptions } from '../../support/central'
import { aCertificate, newKeys, type TestCertificate } from '../../support/certificates'
import { scriptedCentral, startBench, type TestBench, until } from './support'

async function central(options: TestCentralOptions = {}): Promise<TestCentral> {
  const started = await startCentral(options)
  onTestFinished(() => started.stop().catch(() => undefined))
  return started
}

function keptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'central-kept-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const portOf = (at: { readonly url: string }) => Number(new URL(at.url).port)
const codeOf = (at: TestCentral) => at.sample.benchEnrolmentCode ?? ''
const online = (bench: TestBench) => until('online', () => bench.sync.link().kind === 'online')
const work = (bench: TestBench) =>
  bench.store.outbox.enqueue({
    body: { kind: 'procedure.prepare', procedureId: procedureId(1) },
    actor: { kind: 'client', clientId: 'c', name: 'C' },
  })

/** A bench whose clock goes this much ahead. */
const benchAheadBy = (ms: number) =>
  startBench({ time: { ...systemTimers, ...systemClock, wallMs: () => Date.now() + ms } })

async function enrolled(at: TestCentral, { fingerprint }: TestCertificate): Promise<TestBench> {
  const bench = await startBench()
  expect(await bench.sync.enrol(at.url, codeOf(at), 'Bench 1', fingerprint)).toEqual({ ok: true, value: null })
  await online(bench)
  return bench
}

describe('a central with a certificate of its own', () => {
  test('is shown with its certificate, and is told nothing before somebody has confirmed it', async () => {
    const tls = await aCertificate({ to: 30 })
    const at = await central({ tls })
    const bench = await startBench()
    expect(await bench.sync.probe(`${at.url}/`, null)).toMatchObject({
      ok: true,
      value: {
        url: at.url,
        transport: {
          kind: 'tls',
          isExpected: false,
          certificate: {
            subject: 'central.clinic.example, Lake Street Clinic',
            fingerprint: tls.fingerprint,
            vouchedBy: 'own',
          },
        },
      },
    })
    expect(await bench.sync.probe(at.url, tls.fingerprint)).toMatchObject({
      value: { transport: { isExpected: true } },
    })
    expect(await bench.sync.enrol(at.url, codeOf(at), 'Bench 1')).toEqual({
      ok: false,
      problem: { kind: 'certificateUnknown' },
    })
    // The code was not used up by that.
    expect(await bench.sync.enrol(at.url, codeOf(at), 'Bench 1', tls.fingerprint)).toMatchObject({ ok: true })
    await online(bench)
    await until('live events', () => bench.sync.status().isLive)
    expect(bench.store.profile.identity()?.fingerprint).toBe(tls.fingerprint)
  })

  test('may renew its certificate: the key is what counts', async () => {
    const tls = await aCertificate()
    const folder = keptFolder()
    const first = await central({ tls, folder })
    const bench = await enrolled(first, tls)
    await first.stop()
    await until('offline', () => bench.sync.link().kind === 'offline')
    const renewed = await aCertificate({
      keys: tls.keys,
      commonName: 'renewed',
      hosts: ['elsewhere.example'],
      addresses: [],
      to: 700,
    })
    expect(renewed.cert).not.toBe(tls.cert)
    await central({ tls: renewed, folder, port: portOf(first) })
    bench.sync.syncNow()
    await online(bench)
  })

  test('is held on to by the identity that comes after one in doubt', async () => {
    const tls = await aCertificate()
    const bench = await enrolled(await central({ tls }), tls)
    const former = bench.store.profile.identity()
    if (former === null) throw new Error('not enrolled')
    await bench.sync.workOffline(true)
    requireRenewal(bench.store.profile, former, 'tailUnproven', 1)
    await bench.sync.workOffline(false)
    await until('another identity', () => bench.store.profile.identity()?.benchId !== former.benchId)
    await online(bench)
    expect(bench.store.profile.identity()?.fingerprint).toBe(tls.fingerprint)
  })

  test('is not spoken to once somebody answers there with another key, and is again when it is back', async () => {
    const tls = await aCertificate()
    const folder = keptFolder()
    const first = await central({ tls, folder })
    const bench = await enrolled(first, tls)
    await first.stop()
    await until('offline', () => bench.sync.link().kind === 'offline')

    const other = await aCertificate({ commonName: 'central.clinic.example' })
    let requests = 0
    const stranger = createServer({ cert: other.cert, key: other.key }, (_request, response) => {
      requests += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    let connections = 0
    stranger.on('connection', () => {
      connections += 1
    })
    await new Promise<void>((resolve) => stranger.listen(portOf(first), '127.0.0.1', resolve))
    const close = () => new Promise<void>((resolve) => stranger.close(() => resolve()))
    try {
      work(bench)
      bench.sync.syncNow()
      await until('doubt', () => 'certificate' in bench.sync.link())
      expect(bench.sync.link()).toMatchObject({
        kind: 'offline',
        certificate: { kind: 'otherKey', expected: tls.fingerprint, seen: other.fingerprint },
      })
      await until('a second attempt', () => {
        bench.sync.syncNow()
        return connections > 1
      })
      expect(requests).toBe(0)
      expect(bench.store.outbox.summary().waiting).toBe(1)
    } finally {
      stranger.closeAllConnections()
      await close()
    }
    await central({ tls, folder, port: portOf(first) })
    bench.sync.syncNow()
    await online(bench)
    await until('sent', () => bench.store.outbox.summary().waiting === 0)
  })

  test('is not followed to a place without TLS', async () => {
    const bench = await startBench()
    const plain = await scriptedCentral()
    const { fingerprint } = await aCertificate()
    expect(await bench.sync.enrol(plain.url, 'CODE-1', 'Bench', fingerprint)).toEqual({
      ok: false,
      problem: { kind: 'noTls' },
    })
    expect(plain.asked).toEqual([])
  })
})

describe('nothing is enrolled, in halves or whole, where', () => {
  const refusedAt = async (
    bench: TestBench,
    url: string,
    code: string,
    fingerprint?: TestCertificate['fingerprint'],
  ) => {
    const answer = await bench.sync.enrol(url, code, 'Bench', fingerprint ?? null)
    expect(bench.store.profile.identity()).toBeNull()
    expect(bench.store.profile.pendingIdentity()).toBeNull()
    expect(bench.secrets.kept.size).toBe(0)
    return answer.ok ? null : answer.problem
  }

  test.each([
    ['has run out', { from: -30, to: -1 }, 'certificateOutOfDate'],
    ['does not hold yet', { from: 1, to: 30 }, 'certificateOutOfDate'],
    ['is of another host', { hosts: ['other.example'], addresses: [] }, 'certificateOfOther'],
  ])('the certificate %s', async (_name, options, kind) => {
    const tls = await aCertificate(options)
    const at = await central({ tls })
    const bench = await startBench()
    expect(await refusedAt(bench, at.url, codeOf(at), tls.fingerprint)).toMatchObject({ kind })
    // The code is as good as before.
    expect(await at.sample.central.store.db.selectFrom('benches').select('id').execute()).toEqual([])
  })

  test('the certificate is another one than the link has named', async () => {
    const tls = await aCertificate()
    const at = await central({ tls })
    const named = await aCertificate()
    const problem = await refusedAt(await startBench(), at.url, codeOf(at), named.fingerprint)
    expect(problem).toEqual({ kind: 'otherFingerprint', expected: named.fingerprint, seen: tls.fingerprint })
  })

  test.each([6, -6])(
    'the clock is %d minutes off, which says both times, whatever the certificate seems to be',
    async (minutes) => {
      const tls = await aCertificate({ to: 2 / (24 * 60) })
      const at = await central({ tls })
      const bench = await benchAheadBy(minutes * 60_000)
      const seen = await bench.sync.probe(at.url, tls.fingerprint)
      const problem = seen.ok ? null : seen.problem
      expect(problem?.kind).toBe('clockWrong')
      if (problem?.kind !== 'clockWrong') return
      expect(Math.round((problem.benchMs - problem.centralMs) / 60_000)).toBe(minutes)
    },
  )

  test('the code is wrong, used or too old, each said by itself', async () => {
    const late = { ...systemClock, wallMs: () => Date.now() - 2 * 24 * 60 * 60 * 1000 }
    const folder = keptFolder()
    const before = await central({ folder, clock: late })
    const old = codeOf(before)
    await before.stop()
    const at = await central({ folder })
    const used = codeOf(at)
    expect(await (await startBench()).sync.enrol(at.url, used, 'First')).toMatchObject({ ok: true })
    expect(await refusedAt(await startBench(), at.url, used)).toEqual({ kind: 'codeUsed' })
    expect(await refusedAt(await startBench(), at.url, old)).toEqual({ kind: 'codeExpired' })
    expect(await refusedAt(await startBench(), at.url, '0000-0000-0000')).toEqual({ kind: 'codeUnknown' })
  })

  test('central has been asked too often, which says when to come again', async () => {
    const at = await central()
    const bench = await startBench()
    for (let index = 0; index < 30; index++)
      await fetch(`${at.url}/api/v1/bench/enrol`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
    const problem = await refusedAt(bench, at.url, codeOf(at))
    expect(problem?.kind).toBe('busy')
    if (problem?.kind !== 'busy') return
    expect(problem.retryAfterMs).toBeGreaterThan(0)
    expect(problem.retryAfterMs).toBeLessThanOrEqual(60_000)
  })

  test('nobody is there, nobody has the name, or it is no central', async () => {
    const silent = await central()
    await silent.stop()
    const page = await scriptedCentral({
      '/hello': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Printer</h1>'),
    })
    const other = await scriptedCentral({
      '/hello': (_, response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end('{"service":"printer"}'),
    })
    const bench = await startBench()
    const cases: readonly (readonly [string, string])[] = [
      [silent.url, 'unreachable'],
      [silent.url.replace('http:', 'https:'), 'unreachable'],
      ['http://no-such-host.invalid', 'noSuchHost'],
      ['https://no-such-host.invalid', 'noSuchHost'],
      [page.url, 'notCentral'],
      [other.url, 'notCentral'],
      [page.url.replace('http:', 'https:'), 'noTls'],
    ]
    for (const [url, kind] of cases) expect([url, await refusedAt(bench, url, 'CODE-1')]).toEqual([url, { kind }])
  })
})

test('two keys are never taken for one', async () => {
  const keys = await newKeys()
  const [one, again, other] = await Promise.all([aCertificate({ keys }), aCertificate({ keys, to: 9 }), aCertificate()])
  expect(again.fingerprint).toBe(one.fingerprint)
  expect(other.fingerprint).not.toBe(one.fingerprint)
})
