// Lets one command at a time set up or build: the lock is a file that holds the owner's process id.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './say.mjs'

const LOOK_AGAIN_MS = 200
/** A lock this old without an owner's id in it was left by a process that died in the act. */
const UNWRITTEN_MS = 5_000
const NOBODY = -1

/**
 * Does the work while holding the lock; waits for another living owner, and takes over from a dead one.
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  for (let told = false; !take(file); ) {
    const owner = ownerOf(file)
    if (owner !== undefined && !isAlive(owner)) {
      dropIfOwnedBy(file, owner)
      continue
    }
    if (owner !== undefined && !told) {
      say(`- waiting for another command that is setting up or building (process ${owner}) …`)
      told = true
    }
    await pause(LOOK_AGAIN_MS)
  }
  const drop = () => dropIfOwnedBy(file, process.pid)
  process.on('exit', drop)
  try {
    return await work()
  } finally {
    process.off('exit', drop)
    drop()
  }
}

/** @param {string} file */
function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * @param {string} file
 * @returns {number | undefined} undefined while there is none, or its owner has not written its id yet
 */
function ownerOf(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return undefined
  const pid = Number(fs.readFileSync(file, 'utf8'))
  if (Number.isInteger(pid) && pid > 0) return pid
  return Date.now() - stat.mtimeMs > UNWRITTEN_MS ? NOBODY : undefined
}

/** @param {number} pid */
function isAlive(pid) {
  if (pid === NOBODY) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * @param {string} file
 * @param {number} owner
 */
function dropIfOwnedBy(file, owner) {
  if (ownerOf(file) === owner) fs.rmSync(file, { force: true })
}
