// The recorded bench and the recorded central, started by the program as it is now, at the time at which they were recorded.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EngineOptions } from '../../../src/main/engine/engine'
import type { Clock } from '../../../src/shared/ports'
import { recordedExchanges } from '../../recorded/exchange'
import { recorded, unpack } from '../../recorded/files'
import { startCentral, type TestCentral, type TestCentralOptions } from '../../support/central'
import { type TestEngine, testEngine } from '../engine/support'

export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The moment after the recording, from which time passes as it does; or stands still. */
export function clockAfterRecording({ stands }: { readonly stands: boolean }): Clock {
  const { startMs } = recordedExchanges()
  const beganMs = performance.now()
  const passed = () => (stands ? 0 : performance.now() - beganMs)
  return { wallMs: () => Math.round(startMs + passed()), monotonicMs: passed }
}

export function benchFolder(recording = 'bench/bench.db.br'): string {
  const folder = folderOfTest()
  unpack(recording, join(folder, 'bench.db'))
  return folder
}

/** Stopped when the test ends, if not before. */
export function startBench(dataDir: string, options: Partial<EngineOptions>): TestEngine {
  const kept: object = JSON.parse(readFileSync(recorded('bench/secrets.json'), 'utf8'))
  const secrets = new Map<string, string>(Object.entries(kept))
  const bench = testEngine({
    dataDir,
    mode: 'bench',
    secrets: {
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, value) => void secrets.set(name, value),
    },
    ...options,
  })
  return { ...bench, stop: stoppedOnce(() => bench.stop()) }
}

function stoppedOnce(stop: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | null = null
  const once = () => {
    stopping ??= stop()
    return stopping
  }
  onTestFinished(once)
  return once
}

/** A folder that a central can be started on. */
export function centralFolder(recording = 'central/central.sqlite.br'): string {
  const folder = folderOfTest()
  unpack(recording, join(folder, 'central.sqlite'))
  copyFileSync(recorded('central/sample-credentials.json'), join(folder, 'sample-credentials.json'))
  return folder
}

/** Stopped when the test ends, if not before. */
export async function startRecordedCentral(folder: string, options: TestCentralOptions): Promise<TestCentral> {
  const central = await startCentral({ folder, sample: false, ...options })
  return { ...central, stop: stoppedOnce(() => central.stop()) }
}

/** As a snapshot file keeps it. */
export const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
