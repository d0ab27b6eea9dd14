import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chromiumFolder, folderProblem, lockProblem, readyFolder } from '../../../../src/main/shell/data-folder'
import { canMount, smallDisk } from '../../../support/small-disk'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'data-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

it('is made for this user alone', () => {
  const dataDir = join(folder(), 'a', 'bench')
  expect(readyFolder(dataDir)).toEqual({ ok: true, value: null })
  expect(readyFolder(dataDir)).toEqual({ ok: true, value: null })
  if (process.platform !== 'win32') expect(statSync(dataDir).mode & 0o777).toBe(0o700)
})

it('that is a file, or lies below one, is no folder', () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  expect(readyFolder(file)).toMatchObject({ problem: { kind: 'folder', why: 'notAFolder', path: file } })
  expect(readyFolder(join(file, 'bench'))).toMatchObject({ problem: { kind: 'folder', why: 'notAFolder' } })
})

it.each([
  ['EROFS', 'readOnly'],
  ['EACCES', 'notPermitted'],
  ['EPERM', 'notPermitted'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EIO', 'other'],
])('%s is told as %s', (code, why) => {
  expect(folderProblem('/data', { code, detail: `${code}: x` })).toEqual({
    kind: 'folder',
    sentence: `The folder /data can't be used: ${code}: x`,
    why,
    path: '/data',
  })
})

describe.runIf(canMount())('a real disk', () => {
  it('that can only be read is said to be so, and not to be open already', () => {
    const disk = smallDisk(join(folder(), 'd'), 1)
    onTestFinished(disk.remove)
    const dataDir = join(disk.path, 'bench')
    mkdirSync(chromiumFolder(dataDir), { recursive: true })
    disk.readOnly(true)
    expect(readyFolder(dataDir)).toMatchObject({ problem: { why: 'readOnly' } })
    disk.readOnly(false)
    expect(readyFolder(dataDir).ok).toBe(true)
  })
})

describe.runIf(process.platform !== 'win32')('a lock that Chromium does not give', () => {
  function lockedBy(holder: string | null): string {
    const dataDir = folder()
    mkdirSync(chromiumFolder(dataDir))
    if (holder !== null) symlinkSync(holder, join(chromiumFolder(dataDir), 'SingletonLock'))
    return dataDir
  }

  it('is held by a program of this computer', () => {
    expect(lockProblem(lockedBy('bench-pc-2-815'), 'linux')).toBeNull()
  })

  it('is held by nobody: the disk has refused it', () => {
    expect(lockProblem(lockedBy(null), 'linux')).toMatchObject({ kind: 'folder', why: 'other' })
  })

  it('is the system’s on Windows', () => {
    expect(lockProblem(lockedBy(null), 'win32')).toBeNull()
  })
})
