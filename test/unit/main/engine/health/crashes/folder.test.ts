import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { crashesIn } from '../../../../../../src/main/engine/health/crashes/folder'

const end = (atMs: number) => ({ atMs, what: 'engine', how: 'exit code 11' }) as const

it('crashes are read from what shell and Crashpad keep, whatever else is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crashes-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(crashesIn(join(folder, 'none'))).toEqual([])
  mkdirSync(join(folder, 'pending'))
  writeFileSync(join(folder, 'pending', 'a.dmp'), 'x'.repeat(9))
  utimesSync(join(folder, 'pending', 'a.dmp'), 100, 100)
  writeFileSync(join(folder, 'pending', 'a.meta'), '')
  const lines = [JSON.stringify(end(101_000)), 'null', '{"atMs":"x"}', JSON.stringify(end(500_000)).slice(0, 9)]
  writeFileSync(join(folder, 'ended.ndjson'), lines.join('\n'))
  expect(crashesIn(folder)).toEqual([{ ...end(101_000), dump: { name: join('pending', 'a.dmp'), bytes: 9 } }])
})
