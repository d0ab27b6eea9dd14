import { expect, it } from 'vitest'
import { taskIn } from '../../../../src/main/shell/tasks'

it.each([
  [['.'], null],
  [['.', '--no-sandbox', '--data', '/d'], null],
  [['--health'], { kind: 'health' }],
  [['--data', '/d', '--health'], { kind: 'health' }],
  [['--diagnose'], { kind: 'diagnose', file: null, withDumps: false }],
  [['--diagnose', '/f.zip', '--with-dumps'], { kind: 'diagnose', file: '/f.zip', withDumps: true }],
  [['--diagnose', '--data', '/d'], { kind: 'diagnose', file: null, withDumps: false }],
  [['--diagnose=/f=g.zip'], { kind: 'diagnose', file: '/f=g.zip', withDumps: false }],
  [['--backup'], { kind: 'backup', file: null }],
  [['--backup='], { kind: 'backup', file: null }],
  [['--backup', 'to'], { kind: 'backup', file: 'to' }],
  [['--restore', 'from.db'], { kind: 'restore', file: 'from.db' }],
])('%j asks for %j', (args, value) => {
  expect(taskIn(args)).toEqual({ ok: true, value })
})

it.each([
  [['--restore'], '--restore needs the path of a backup.'],
  [['--restore', '--data'], '--restore needs the path of a backup.'],
  [['--health', '--backup'], "--health and --backup can't be combined; use one at a time."],
])('%j is refused', (args, problem) => {
  expect(taskIn(args)).toEqual({ ok: false, problem })
})
