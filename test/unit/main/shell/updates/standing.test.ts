import { expect, it } from 'vitest'
import { standingOf } from '../../../../../src/main/shell/updates/standing'
import type { ProgramSnapshot, UpdateState } from '../../../../../src/shared/views/program'

const downloading = (receivedBytes: number): UpdateState => ({
  kind: 'downloading',
  version: '0.2.0',
  receivedBytes,
  totalBytes: 100,
  failures: 0,
})

function bed() {
  let nowMs = 10_000
  const published: ProgramSnapshot[] = []
  const standing = standingOf({
    version: '0.1.0',
    off: null,
    rolledBack: null,
    publish: (snapshot) => published.push(snapshot),
    nowMs: () => nowMs,
  })
  return {
    standing,
    published,
    pass(ms: number) {
      nowMs += ms
    },
  }
}

it('publishes what changes, and nothing else', () => {
  const { standing, published } = bed()
  standing.become(standing.state(), false)
  expect(published).toEqual([])
  standing.become(downloading(0), false)
  expect(published.map(({ update }) => update)).toEqual([downloading(0)])
})

it('publishes the progress of a download five times a second at most, and its end at once', () => {
  const { standing, published, pass } = bed()
  for (let received = 1; received <= 50; received += 1) {
    standing.become(downloading(received), true)
    pass(20)
  }
  expect(published).toHaveLength(5)
  standing.become({ kind: 'idle' }, false)
  expect(published.at(-1)?.update).toEqual({ kind: 'idle' })
})

it('shows with the next snapshot when the server has answered, and what was not installed', () => {
  const { standing, published } = bed()
  standing.noteCheck()
  standing.noteNotInstalled({ version: '0.2.0', why: 'noBackup', detail: 'disk full' })
  expect(published).toEqual([])
  expect(standing.snapshot()).toMatchObject({
    lastCheckMs: 10_000,
    notInstalled: { version: '0.2.0', why: 'noBackup' },
  })
})
