// The system's safe storage refuses at a start, as one that is still locked does: the bench goes on by itself when it doesn't any more.
import { expect, test, vi } from 'vitest'
import { procedureId } from '../../../src/shared/model/ids'
import type { SecretName } from '../../../src/shared/shell-messages'
import { heldSecrets, scriptedCentral, startBench, type TestBench, until } from './support'

const prepare = (bench: TestBench) =>
  bench.store.outbox.enqueue({
    body: { kind: 'procedure.prepare', procedureId: procedureId(1) },
    actor: { kind: 'client', clientId: 'c', name: 'C' },
  })

/** Secrets that are gone, such as those of another key store. */
const none = (): ReturnType<typeof heldSecrets> => heldSecrets()

/** An enrolled bench that was ended with work unsent, and its secrets behind a lock. */
async function locked() {
  const central = await scriptedCentral()
  const first = await startBench()
  await first.sync.enrol(central.url, 'CODE', 'Bench 1')
  await until('online', () => first.sync.link().kind === 'online')
  prepare(first)
  await first.end()
  const lock = { isLocked: true, refusals: 0, asked: 0 }
  const { kept } = first.secrets
  const guarded = heldSecrets()
  const secrets = {
    ...guarded,
    kept,
    async get(name: SecretName) {
      lock.asked += 1
      if (!lock.isLocked) return kept.get(name) ?? null
      lock.refusals += 1
      throw new Error('the key ring is locked')
    },
    set: async (name: SecretName, value: string) => void kept.set(name, value),
  }
  return { central, folder: first.folder, secrets, lock }
}

test('a start says so meanwhile, tries again by itself, and sends what waits', async () => {
  const { central, folder, secrets, lock } = await locked()
  const bench = await startBench({ folder, secrets })
  expect(bench.sync.link()).toMatchObject({ kind: 'keyStoreLocked' })
  await until('it has tried again', () => lock.refusals > 1)
  expect(bench.sync.link()).toMatchObject({ kind: 'keyStoreLocked' })
  lock.isLocked = false
  await until('online', () => bench.sync.link().kind === 'online')
  prepare(bench)
  await until('sent', () => bench.store.outbox.summary().waiting === 0)
  expect(central.times('/enrol')).toBe(1)
})

test('it ends in the middle of its tries', async () => {
  const { folder, secrets, lock } = await locked()
  const bench = await startBench({ folder, secrets, chance: 1 })
  await bench.end()
  expect(lock.refusals).toBe(2)
})

test('a code that somebody enters meanwhile is taken, and nothing older comes after it', async () => {
  const { central, folder, secrets, lock } = await locked()
  const bench = await startBench({ folder, secrets })
  await until('it has tried again', () => lock.refusals > 1)
  expect(await bench.sync.enrol(central.url, 'CODE', 'Bench 1')).toEqual({ ok: true, value: null })
  lock.isLocked = false
  await until('online', () => bench.sync.link().kind === 'online')
  const { asked } = lock
  bench.sync.syncNow()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(lock.asked).toBe(asked)
})

test('secrets that are gone are not waited for, and nobody says that central knows the bench no longer', async () => {
  const { folder } = await locked()
  const bench = await startBench({ folder, secrets: none() })
  expect(bench.sync.link()).toEqual({ kind: 'keysLost' })
})

test('a code that can not be kept leaves the bench who it was, once the key store is open', async () => {
  const { central, folder, secrets, lock } = await locked()
  lock.isLocked = false
  let keeps = false
  const bench = await startBench({
    folder,
    secrets: {
      ...secrets,
      async get(name) {
        if (lock.isLocked) throw new Error('locked')
        return secrets.get(name)
      },
      async set(name, value) {
        if (!keeps) throw new Error('the key ring is locked')
        return secrets.set(name, value)
      },
    },
  })
  await until('online', () => bench.sync.link().kind === 'online')
  lock.isLocked = true
  expect(await bench.sync.enrol(central.url, 'CODE', 'Bench 1')).toMatchObject({ problem: { kind: 'formerKept' } })
  expect(bench.sync.link()).toMatchObject({ kind: 'keyStoreLocked' })
  lock.isLocked = false
  keeps = true
  await until('online again', () => bench.sync.link().kind === 'online')
})

test.each([
  ['full', Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })],
  ['noKeys', new Error('the key ring is locked')],
] as const)('a first code that is not kept (%s) says so, and is kept by itself later', async (why, refusal) => {
  const central = await scriptedCentral()
  const held = heldSecrets()
  let refuses = true
  const set = async (name: SecretName, value: string) => {
    if (refuses) throw refusal
    await held.set(name, value)
  }
  const bench = await startBench({ secrets: { ...held, set } })
  expect(await bench.sync.enrol(central.url, 'CODE', 'Bench 1')).toMatchObject({ problem: { kind: 'notKept', why } })
  expect(bench.sync.link()).toMatchObject({ kind: 'enrolmentRefused', why: { kind: 'notKept', why } })
  refuses = false
  bench.sync.syncNow()
  await until('online', () => bench.sync.link().kind === 'online')
  expect(central.times('/enrol')).toBe(1)
})

test('a code that the full disk does not take is no fault of the key store, and nobody is told to unlock it', async () => {
  const { central, folder, secrets, lock } = await locked()
  lock.isLocked = false
  const bench = await startBench({ folder, secrets })
  await until('online', () => bench.sync.link().kind === 'online')
  vi.spyOn(bench.store.profile, 'savePendingIdentity').mockImplementationOnce(() => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  })
  const problem = { kind: 'formerKept', why: 'full' }
  expect(await bench.sync.enrol(central.url, 'CODE', 'Bench 1')).toMatchObject({ problem })
  // Who has entered it is told, and by then the bench goes on as it was.
  expect(bench.sync.link()).toMatchObject({ kind: 'enrolmentRefused', why: problem })
  await until('online again', () => bench.sync.link().kind === 'online')
})
