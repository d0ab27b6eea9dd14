import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { madeWhole, replaceFile, syncFolder, unfinished, writeWhole } from '../../../src/platform/atomic-file'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atomic-file-'))
  file = join(folder, 'kept.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const broken = (_half: unknown) => {
  throw new Error('The disk is full')
}

describe('a file that is replaced', () => {
  it.each([true, false])('has the new content and nothing beside it (durable: %s)', (durable) => {
    replaceFile(file, 'old', { durable })
    replaceFile(file, 'new', { durable })
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['kept.json'], 'new'])
  })

  it('takes bytes', () => {
    replaceFile(file, Uint8Array.of(0, 255))
    expect([...readFileSync(file)]).toEqual([0, 255])
  })

  it('is its user’s own unless another mode is named', () => {
    replaceFile(file, 'secret')
    const own = statSync(file).mode & 0o777
    replaceFile(file, 'for all', { mode: 0o644 })
    if (process.platform !== 'win32') expect([own, statSync(file).mode & 0o777]).toEqual([0o600, 0o644])
  })

  it('keeps the old content when the disk refuses the new one', () => {
    replaceFile(file, 'old')
    mkdirSync(`${file}.next`)
    expect(() => replaceFile(file, 'new')).toThrow()
    expect(readFileSync(file, 'utf8')).toBe('old')
  })
})

describe('a file that is made whole', () => {
  it('has no name before it is done', () => {
    const seen = madeWhole(file, (part) => {
      writeFileSync(part, 'all of it')
      return readdirSync(folder)
    })
    expect([seen, readdirSync(folder)]).toEqual([['kept.json.part'], ['kept.json']])
  })

  it('begins anew where an earlier attempt was killed', () => {
    writeFileSync(unfinished(file), 'half of what was longer')
    writeWhole(file, (handle) => writeSync(handle, 'whole'))
    expect(readFileSync(file, 'utf8')).toBe('whole')
  })

  it.each([
    ['by its path', () => madeWhole(file, (part) => broken(writeFileSync(part, 'half')))],
    ['by its number', () => writeWhole(file, (handle) => broken(writeSync(handle, 'half')))],
  ])('leaves the old one, and nothing half, when what writes it %s fails', (_way, write) => {
    writeFileSync(file, 'old')
    expect(write).toThrow('The disk is full')
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['kept.json'], 'old'])
  })

  it('answers what its writer answers', () => {
    expect(writeWhole(file, (handle) => writeSync(handle, 'four'))).toBe(4)
  })
})

it('syncs a folder that is there, and throws for one that is not', () => {
  expect(() => syncFolder(folder)).not.toThrow()
  if (process.platform !== 'win32') expect(() => syncFolder(join(folder, 'gone'))).toThrow('ENOENT')
})
