import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerTo, type JobOptions, jobInWorker } from '../../../src/platform/worker-job'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'worker-job-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a worker that does as `body` says, instead of a built one. */
function run(body: string, options?: JobOptions): Promise<unknown> {
  const program = join(folder, 'worker.cjs')
  writeFileSync(program, `const { parentPort, workerData } = require('node:worker_threads')\n${body}`)
  return jobInWorker(program, { file: 'b.db' }, options)
}

const waitsForEver = `
  parentPort.postMessage({ kind: 'progress', done: 0, all: 1 })
  setInterval(() => {}, 1000)`

describe('a job in a worker', () => {
  it('tells how far it is, and its answer', async () => {
    const told: string[] = []
    const answer = await run(
      `parentPort.postMessage({ kind: 'progress', done: 1, all: 2 })
       parentPort.postMessage({ kind: 'answer', answer: workerData.file })`,
      { progress: (done, all) => told.push(`${done}/${all}`) },
    )
    expect([answer, ...told]).toEqual(['b.db', '1/2'])
  })

  it('that is cancelled ends at once, and is tidied up after', async () => {
    const controller = new AbortController()
    const told: string[] = []
    const running = run(waitsForEver, {
      signal: controller.signal,
      progress: () => controller.abort(),
      tidy: () => told.push('tidied'),
    })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    expect(told).toEqual(['tidied'])
  })

  it('tells when what a cancelled one left can’t be removed', async () => {
    const controller = new AbortController()
    const tidy = () => {
      throw new Error('The stick is gone')
    }
    const running = run(waitsForEver, { signal: controller.signal, progress: () => controller.abort(), tidy })
    await expect(running).rejects.toThrow('The stick is gone')
  })

  it('that was cancelled before it began is not done', async () => {
    const running = run(`parentPort.postMessage({ kind: 'answer', answer: true })`, { signal: AbortSignal.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })

  it.each([
    ['throws', `throw new Error('disk full')`, /disk full/],
    ['ends without a word', 'process.exit(0)', /without an answer/],
  ])('that %s rejects', async (_name, body, message) => {
    await expect(run(body)).rejects.toThrow(message)
  })
})

it('sends its progress, then its answer', () => {
  const sent: unknown[] = []
  answerTo({ postMessage: (message) => sent.push(message) }, (progress) => {
    progress(1, 2)
    return 'done'
  })
  expect(sent).toEqual([
    { kind: 'progress', done: 1, all: 2 },
    { kind: 'answer', answer: 'done' },
  ])
})
