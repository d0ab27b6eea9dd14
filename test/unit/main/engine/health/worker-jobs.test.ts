import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { healthJobsInWorker } from '../../../../../src/main/engine/health/worker-jobs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'operations-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a copy that is cancelled leaves no half file', async () => {
  const to = join(folder, 'copy.db')
  const program = join(folder, 'worker.cjs')
  writeFileSync(
    program,
    `const { parentPort, workerData } = require('node:worker_threads')
     require('node:fs').writeFileSync(workerData.to + '.part', 'half')
     parentPort.postMessage({ kind: 'progress', done: 0, all: 1 })
     setInterval(() => {}, 1000)`,
  )
  const controller = new AbortController()
  const copying = healthJobsInWorker(program).run(
    { kind: 'copy', from: 'x', to },
    { signal: controller.signal, progress: () => controller.abort() },
  )
  await expect(copying).rejects.toMatchObject({ name: 'AbortError' })
  expect(existsSync(`${to}.part`)).toBe(false)
})
