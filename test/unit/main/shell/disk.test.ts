import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  appendToFile,
  growFile,
  makeFolder,
  moveOnDisk,
  printTo,
  putBeside,
  removeFromDisk,
  replaceOnDisk,
} from '../../../../src/main/shell/disk'
import { canMount, smallDisk } from '../../../support/small-disk'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'disk-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const done = { ok: true, value: null }

it('writes, appends, grows, names and removes', async () => {
  const path = folder()
  const file = join(path, 'a', 'b')
  expect(appendToFile(file, '1')).toEqual(done)
  expect(appendToFile(file, '2')).toEqual(done)
  expect(readFileSync(file, 'utf8')).toBe('12')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(replaceOnDisk(file, '3')).toEqual(done)
  expect(putBeside(file, `${file}.copy`)).toEqual(done)
  expect(moveOnDisk(`${file}.copy`, join(path, 'c'))).toEqual(done)
  const grown = await growFile(join(path, 'c'), 'end')
  if (!grown.ok) throw new Error(grown.problem.detail)
  expect(await grown.value.add(Buffer.from('4'))).toEqual(done)
  expect(await grown.value.close()).toEqual(done)
  expect(readFileSync(join(path, 'c'), 'utf8')).toBe('34')
  expect(removeFromDisk(join(path, 'a'))).toEqual(done)
  expect(removeFromDisk(join(path, 'never'))).toEqual(done)
  expect(readdirSync(path)).toEqual(['c'])
})

/** Each way to write, below a folder that refuses. */
const ways: readonly (readonly [string, (below: string) => unknown])[] = [
  ['replace', (below) => replaceOnDisk(join(below, 'a'), 'x'.repeat(10_000))],
  ['append', (below) => appendToFile(join(below, 'b'), 'x'.repeat(10_000))],
  ['move', (below) => moveOnDisk(join(below, 'ballast'), join(below, 'no', 'where'))],
  ['copy', (below) => putBeside(process.execPath, join(below, 'node'))],
  [
    'grow',
    async (below) => {
      const grown = await growFile(join(below, 'c'), 'start')
      return grown.ok ? await grown.value.add(Buffer.alloc(10_000)) : grown
    },
  ],
]

it.each([...ways, ['make a folder', (below: string) => makeFolder(join(below, 'folder'))] as const])(
  'answers why it can not %s below a file',
  async (_what, way) => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    expect(await way(file)).toMatchObject({ ok: false, problem: { code: expect.stringMatching(/^E[A-Z]+$/) } })
  },
)

describe.runIf(canMount())('a real disk', () => {
  it('that is full refuses in words, and takes it once there is room', async () => {
    const disk = smallDisk(join(folder(), 'd'), 1)
    onTestFinished(disk.remove)
    disk.fill()
    for (const [name, way] of ways) {
      if (name === 'move') continue
      expect([name, await way(disk.path)]).toMatchObject([name, { ok: false, problem: { code: 'ENOSPC' } }])
    }
    disk.free()
    expect(replaceOnDisk(join(disk.path, 'a'), 'x')).toEqual(done)
  })

  it('that can only be read refuses in words', async () => {
    const disk = smallDisk(join(folder(), 'd'), 1)
    onTestFinished(disk.remove)
    mkdirSync(join(disk.path, 'kept'))
    disk.readOnly(true)
    expect(removeFromDisk(join(disk.path, 'kept'))).toMatchObject({ problem: { code: 'EROFS' } })
    expect(makeFolder(join(disk.path, 'new'))).toMatchObject({ problem: { code: 'EROFS' } })
    for (const [name, way] of ways) {
      if (name === 'move') continue
      expect([name, await way(disk.path)]).toMatchObject([name, { ok: false, problem: { code: 'EROFS' } }])
    }
    expect(existsSync(join(disk.path, 'kept'))).toBe(true)
  })
})

it('prints to an output, or answers why not', () => {
  expect(printTo(1, '')).toEqual(done)
})

const reads = new Set([
  ...['accessSync', 'constants', 'createReadStream', 'existsSync', 'readdirSync', 'readFile', 'readFileSync'],
  ...['readlinkSync', 'statSync'],
])

it('is the only file of the shell that can write', () => {
  const root = resolve(import.meta.dirname, '../../../../src/main')
  const files = ['index.ts', ...readdirSync(join(root, 'shell'), { recursive: true, encoding: 'utf8' })]
  const writers = files
    .map((name) => (name === 'index.ts' ? name : join('shell', name)))
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => {
      const text = readFileSync(join(root, name), 'utf8')
      const imports = [...text.matchAll(/import ([^']+) from '(?:node:)?fs(?:\/promises)?'/g)]
      const names = imports.flatMap(([, list = '']) =>
        list
          .replace(/[{}]/g, '')
          .split(',')
          .map((each) => each.trim()),
      )
      return names.some((each) => each !== '' && !reads.has(each)) || /platform\/atomic-file'/.test(text)
    })
  expect(writers).toEqual([join('shell', 'disk.ts')])
})
