import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { healthJobsInWorker } from '../../../../../src/main/engine/health/worker-jobs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'operations-'))
})

/** A worker that does as `body` says, instead of the built one. */
function jobs(body: string) {
  const made = folder
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  const program = join(folder, 'worker.cjs')
  writeFileSync(program, `const { parentPort, workerData } = require('node:worker_threads')\n${body}`)
  return healthJobsInWorker(program)
}

describe('a job of the health page', () => {
  it('tells how far it is, and its answer', async () => {
    const told: string[] = []
    const { run } = jobs(`
      parentPort.postMessage({ kind: 'progress', done: 1, all: 2 })
      parentPort.postMessage({ kind: 'answer', answer: workerData.file === 'b.db' })`)
    const answer = await run({ kind: 'verify', file: 'b.db' }, { progress: (done, all) => told.push(`${done}/${all}`) })
    expect([answer, ...told]).toEqual([true, '1/2'])
  })

  it('that is cancelled ends at once, and leaves no half file', async () => {
    const to = join(folder, 'copy.db')
    const { run } = jobs(`
      require('node:fs').writeFileSync(workerData.to + '.part', 'half')
      parentPort.postMessage({ kind: 'progress', done: 0, all: 1 })
      setInterval(() => {}, 1000)`)
    const controller = new AbortController()
    const copying = run(
      { kind: 'copy', from: 'x', to },
      { signal: controller.signal, progress: () => controller.abort() },
    )
    await expect(copying).rejects.toMatchObject({ name: 'AbortError' })
    expect(existsSync(`${to}.part`)).toBe(false)
  })

  it('that was cancelled before it began is not done', async () => {
    const { run } = jobs(`parentPort.postMessage({ kind: 'answer', answer: true })`)
    const answer = run({ kind: 'verify', file: 'b.db' }, { signal: AbortSignal.abort() })
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  })

  it.each([
    ['throws', `throw new Error('disk full')`, /disk full/],
    ['ends without a word', 'process.exit(0)', /without an answer/],
  ])('that %s is told as such', async (_name, body, message) => {
    await expect(jobs(body).run({ kind: 'verify', file: 'b.db' })).rejects.toThrow(message)
  })
})
