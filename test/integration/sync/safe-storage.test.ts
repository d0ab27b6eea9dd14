// The system's safe storage refuses at a start, as one that is still locked does: the bench goes on by itself when it doesn't any more.
import { expect, test } from 'vitest'
import { procedureId } from '../../../src/shared/model/ids'
import type { SecretName } from '../../../src/shared/shell-messages'
import { heldSecrets, scriptedCentral, startBench, type TestBench, until } from './support'

const prepare = (bench: TestBench) =>
  bench.store.outbox.enqueue({
    body: { kind: 'procedure.prepare', procedureId: procedureId(1) },
    actor: { kind: 'client', clientId: 'c', name: 'C' },
  })

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

test('a start is offline meanwhile, tries again by itself, and sends what waits', async () => {
  const { central, folder, secrets, lock } = await locked()
  const bench = await startBench({ folder, secrets })
  expect(bench.sync.link()).toMatchObject({ kind: 'offline' })
  await until('it has tried again', () => lock.refusals > 1)
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
