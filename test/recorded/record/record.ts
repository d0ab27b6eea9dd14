// Records what is not recorded yet, by the program as it is in this tree. When, and how to run it: README.md in the folder above.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { EngineOptions } from '../../../src/main/engine/engine'
import { testEngine } from '../../integration/engine/support'
import { startCentral } from '../../support/central'
import { exchangesFile } from '../exchange'
import { pack, recorded } from '../files'
import { numberedPorts } from '../ports'
import { recordBenchVersions, recordCentralVersions } from './versions'
import { recordWire } from './wire'
import { liveThrough } from './world'

const folder = mkdtempSync(join(tmpdir(), 'recording-'))
const madeFolder = (name: string): string => {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}
const writeText = (name: string, text: string) => {
  mkdirSync(dirname(recorded(name)), { recursive: true })
  writeFileSync(recorded(name), text)
}
const writeJson = (name: string, value: unknown) => writeText(name, `${JSON.stringify(value, null, 2)}\n`)

async function recordWorld() {
  const [central, bench, empty] = [madeFolder('central'), madeFolder('bench'), madeFolder('empty')]
  const kept = new Map<string, string>()
  const secrets: EngineOptions['secrets'] = {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => void kept.set(name, value),
  }
  const lived = await liveThrough({ centralFolder: central, dataDir: bench, secrets })
  pack(lived.database, 'bench/bench.db.br')
  writeText('bench/outbox.ndjson', readFileSync(lived.exported, 'utf8'))
  writeJson('bench/secrets.json', Object.fromEntries(kept))
  pack(join(central, 'central.sqlite'), 'central/central.sqlite.br')
  writeJson(
    'central/sample-credentials.json',
    JSON.parse(readFileSync(join(central, 'sample-credentials.json'), 'utf8')),
  )

  const unused = testEngine({ dataDir: empty, secrets, mode: 'bench' })
  await unused.value('bench/saveSettings', { language: 'en', scheme: 'light', volume: 1, muted: false })
  await unused.stop()
  pack(join(empty, 'bench.db'), 'empty-bench/bench.db.br')
  return { central, codes: lived.codes }
}

async function recordRequests({ central: from, codes }: Awaited<ReturnType<typeof recordWorld>>) {
  const startMs = Date.now()
  const ports = numberedPorts(startMs)
  const copy = join(folder, 'asked')
  cpSync(from, copy, { recursive: true })
  const central = await startCentral({ folder: copy, sample: false, requestsPerMinute: 600, ...ports })
  const exchanges = await recordWire(central.sample, ports, codes).finally(() => central.stop())
  writeText(exchangesFile, [{ startMs }, ...exchanges].map((line) => `${JSON.stringify(line)}\n`).join(''))
}

// All of one day, or none of it: bench, central and requests belong together.
if (!existsSync(recorded(exchangesFile))) await recordRequests(await recordWorld())
recordBenchVersions(folder)
await recordCentralVersions(folder)
rmSync(folder, { recursive: true })
