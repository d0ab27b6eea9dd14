import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from '../../../scripts/lib/lock.mjs'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-lock-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('lock', () => {
  it('lets one in at a time', async () => {
    const file = path.join(folder, 'lock')
    let inside = 0
    let most = 0
    const work = async (): Promise<void> => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setTimeout(resolve, 5))
      inside -= 1
    }
    await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)])
    expect(most).toBe(1)
    expect(fs.existsSync(file)).toBe(false)
  })

  it('is given back when the work fails', async () => {
    const file = path.join(folder, 'lock')
    await expect(withLock(file, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
    expect(await withLock(file, () => 'done')).toBe('done')
  })

  it('is taken over from a process that died with it', async () => {
    const file = path.join(folder, 'lock')
    fs.writeFileSync(file, String(spawnSync(process.execPath, ['-e', '']).pid))
    expect(await withLock(file, () => 'done')).toBe('done')
  })
})
