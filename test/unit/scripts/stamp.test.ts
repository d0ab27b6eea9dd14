import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf, readStamp, writeStamp } from '../../../scripts/lib/stamp.mjs'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-lock-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('stamps', () => {
  it('differ when a file changes, is renamed or appears', () => {
    fs.mkdirSync(path.join(folder, 'src'))
    const file = path.join(folder, 'src', 'a.ts')
    const hashes = new Set<string>()
    const look = (): unknown => hashes.add(hashOf([path.join(folder, 'src'), path.join(folder, 'none')], folder))
    look()
    fs.writeFileSync(file, '1')
    look()
    fs.writeFileSync(file, '2')
    look()
    fs.renameSync(file, path.join(folder, 'src', 'b.ts'))
    look()
    expect(hashes.size).toBe(4)
    look()
    expect(hashes.size).toBe(4)
  })

  it('that were cut off count as none', () => {
    const file = path.join(folder, 'deep', 'stamp.json')
    writeStamp(file, { key: 'a' })
    expect(readStamp(file)).toEqual({ key: 'a' })
    fs.writeFileSync(file, '{"key": "a')
    expect(readStamp(file)).toBeUndefined()
  })
})
