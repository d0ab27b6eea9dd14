import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCentral, type TestCentral } from '../../support/central'
import { keptSecrets, type TestEngine, temporaryFolder, testEngine, until } from './support'

describe('a demonstration', () => {
  const folder = temporaryFolder()
  const dataDir = join(folder.path, 'bench')
  const centralDir = join(folder.path, 'central')
  const secrets = keptSecrets()
  const enrolled: string[] = []
  let central: TestCentral
  let bench: TestEngine

  const address = () => ({ url: central.url, code: central.sample.benchEnrolmentCode })
  const start = () => testEngine({ dataDir, secrets, onEnrolled: (url) => enrolled.push(url) })
  const online = () =>
    until(async () => {
      const snapshot = await bench.value('bench/get', undefined)
      return snapshot.link.kind === 'online' && snapshot.people.current !== null && snapshot
    })

  beforeAll(async () => {
    for (const path of [dataDir, centralDir]) mkdirSync(path)
    central = await startCentral({ folder: centralDir })
    bench = start()
  })
  afterAll(async () => {
    await bench.stop()
    await central.stop()
    folder.remove()
  })

  it('waits for its central, and belongs to it as soon as it runs', async () => {
    expect(await bench.value('bench/get', undefined)).toMatchObject({ mode: 'demo', link: { kind: 'notEnrolled' } })
    bench.engine.setCentral(address())
    expect(await online()).toMatchObject({ mode: 'demo', people: { current: { role: 'staff' } } })
    expect(enrolled).toEqual([central.url])
  })

  it('finds its central again at another port, as the same bench', async () => {
    await bench.stop()
    await central.stop()
    central = await startCentral({ folder: centralDir })
    bench = start()
    bench.engine.setCentral(address())
    await online()
    const benches = await central.sample.central.store.db.selectFrom('benches').select('id').execute()
    expect(benches).toHaveLength(1)
    expect(enrolled).toEqual([expect.any(String), central.url])
  })

  it('begins anew with a central that has lost its data', async () => {
    await central.stop()
    const fresh = join(folder.path, 'fresh')
    mkdirSync(fresh)
    central = await startCentral({ folder: fresh })
    bench.engine.setCentral(address())
    await until(
      async () => (await central.sample.central.store.db.selectFrom('benches').select('id').execute()).length === 1,
    )
    await online()
  })

  it('ends when somebody enrols the bench by hand: no simulated reader, and no way back to the embedded central', async () => {
    const clinic = await startCentral()
    await bench.value('bench/enrol', { url: clinic.url, code: clinic.sample.benchEnrolmentCode ?? '' })
    await until(async () => (await bench.value('bench/get', undefined)).mode === 'bench')
    await online()
    expect(await bench.request('simulator/present', { tags: ['E2801160'] })).toEqual({
      ok: false,
      problem: { kind: 'onlyInDemo' },
    })
    bench.engine.setCentral(address())
    await bench.stop()
    expect(enrolled.at(-1)).toBe(clinic.url)
    await clinic.stop()
    bench = start()
  })
})
