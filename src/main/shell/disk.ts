// The one way in which the shell writes. What a disk refuses (full, read-only, broken, forbidden) is an answer here and never thrown: an error
// in the middle of the shell would stop what has to happen next, such as a restart of the engine. Whoever asks gives it up, or says it.
import { appendFileSync, copyFileSync, linkSync, mkdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type ReplaceOptions, replaceFile } from '../../platform/atomic-file'
import { errorCode, errorText } from '../../shared/error-text'
import { ok, type Result, refused } from '../../shared/result'

export interface DiskRefusal {
  /** The system's, such as `ENOSPC`. */
  readonly code: string
  readonly detail: string
}

export type Written = Result<null, DiskRefusal>

/** What threw is the disk's refusal. For reading, and for a library that writes by itself. */
export function refusalOf(error: unknown): DiskRefusal {
  return { code: errorCode(error) ?? 'ERROR', detail: errorText(error) }
}

function attempt(work: () => void): Written {
  try {
    work()
    return ok(null)
  } catch (error) {
    return refused(refusalOf(error))
  }
}

/** The whole new content or the old one. */
export const replaceOnDisk = (path: string, content: string | Uint8Array, options: ReplaceOptions = {}): Written =>
  attempt(() => replaceFile(path, content, options))

/** Also its folder, if there is none; both for this user alone. */
export const appendToFile = (path: string, text: string): Written =>
  attempt(() => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    appendFileSync(path, text, { mode: 0o600 })
  })

/** With those above it. `mode`: this user's alone, unless another one is named. */
export const makeFolder = (path: string, mode = 0o700): Written =>
  attempt(() => {
    try {
      mkdirSync(path, { recursive: true, mode })
    } catch (error) {
      // Of a disk that can only be read Node says so for one folder, and for several that there is none.
      if (errorCode(error) !== 'ENOENT') throw error
      mkdirSync(path, { mode })
    }
  })

/** File or folder with all that is in it. What is not there is removed. */
export const removeFromDisk = (path: string): Written => attempt(() => rmSync(path, { recursive: true, force: true }))

export const moveOnDisk = (from: string, to: string): Written => attempt(() => renameSync(from, to))

/** The same file under a second name; a copy where both are on two disks. */
export function putBeside(path: string, to: string): Written {
  const linked = attempt(() => linkSync(path, to))
  return linked.ok ? linked : attempt(() => copyFileSync(path, to))
}

/** What a terminal, a pipe or a file takes that this program was started with: they can be full, and gone. */
export const printTo = (output: 1 | 2, text: string): Written =>
  attempt(() => void writeWholly(output, Buffer.from(text)))

/** A pipe may take less than all, and for the moment nothing. */
const patienceMs = 5000
const pauseMs = 5

/** A pipe whose reader is slow takes less than all, or for the moment nothing. */
function writeWholly(output: number, bytes: Buffer): void {
  let waitedMs = 0
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(output, bytes, written)
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN' || waitedMs >= patienceMs) throw error
      waitedMs += pauseMs
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
    }
  }
}

export interface GrowingFile {
  add(bytes: Uint8Array): Promise<Written>
  close(): Promise<Written>
}

/** A file that grows piece by piece; with `from: 'start'` what was in it is gone. */
export async function growFile(path: string, from: 'start' | 'end'): Promise<Result<GrowingFile, DiskRefusal>> {
  const settled = (work: Promise<void>): Promise<Written> =>
    work.then(
      () => ok(null),
      (error: unknown) => refused(refusalOf(error)),
    )
  try {
    const file = await open(path, from === 'end' ? 'a' : 'w', 0o600)
    return ok({ add: (bytes) => settled(file.writeFile(bytes)), close: () => settled(file.close()) })
  } catch (error) {
    return refused(refusalOf(error))
  }
}
