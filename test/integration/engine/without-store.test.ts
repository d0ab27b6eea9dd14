import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { keptSecrets, temporaryFolder, testEngine } from './support'

it.each([
  ['is no database', (file: string) => writeFileSync(file, 'x'.repeat(5000)), 'damaged'],
  ['is a folder', (file: string) => mkdirSync(file), 'cannotOpen'],
])('says why it can do nothing when its file %s', async (_name, spoil, why) => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  spoil(join(folder.path, 'bench.db'))
  const bench = testEngine({ dataDir: folder.path, secrets: keptSecrets() })
  onTestFinished(() => bench.stop())
  expect(bench.engine.problem).not.toBeNull()
  for (const name of ['bench/get', 'worklist/get'] as const) {
    expect(await bench.request(name, undefined)).toMatchObject({ ok: false, problem: { kind: 'storeProblem', why } })
  }
})
