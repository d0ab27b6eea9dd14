// Who works with a data folder, in a file that is seen wherever the folder is: also where locks are not, as by some network mounts and between
// virtual machines. The owner gives signs of life; a folder whose owner lives is refused. Why so: docs/decisions/0080-one-program-one-folder.md.
import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../../platform/atomic-file'
import type { Timers } from '../../../shared/ports'
import { isGone, type Place, thisPlace } from './place'

interface Owner extends Place {
  readonly token: string
}

export interface Ownership {
  /** A sign of life. False when another program has taken the folder: nothing may be written to it any more. */
  renew(): boolean
  release(): void
}

/** So often an owner gives a sign of life, milliseconds. */
export const renewEveryMs = 2000
/** Without one for so long it is gone: five missed ones, for a disk that stands still for a while. */
export const goneAfterMs = 10_000

const fileIn = (dataDir: string): string => join(dataDir, 'bench.owner')

function ownerOf(dataDir: string): Owner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(fileIn(dataDir), 'utf8'))
    return isOwner(value) ? value : null
  } catch {
    // Nobody, or one that died while it wrote this. What can't be read is refused by what is opened next.
    return null
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false
  const { token, computer, boot, processes, pid }: { readonly [Name in keyof Owner]?: unknown } = value
  const isTextOrNull = (each: unknown) => each === null || typeof each === 'string'
  return (
    typeof token === 'string' &&
    typeof computer === 'string' &&
    isTextOrNull(boot) &&
    isTextOrNull(processes) &&
    Number.isSafeInteger(pid)
  )
}

/** Whether a program that is not this one works with the folder. To be asked while its lock is held. */
export function isOwnedElsewhere(dataDir: string, here: Place = thisPlace()): boolean {
  const owner = ownerOf(dataDir)
  if (owner === null || isGone(owner, here)) return false
  const ageMs = ageOf(dataDir)
  return ageMs !== null && Math.abs(ageMs) < goneAfterMs
}

/** Milliseconds since the last sign of life, by the clock of the disk: two computers' own clocks may differ by hours. Null: nobody's file. */
function ageOf(dataDir: string): number | null {
  const seen = statSync(fileIn(dataDir), { throwIfNoEntry: false })
  if (seen === undefined) return null
  const probe = join(dataDir, `bench.owner.${process.pid}.now`)
  try {
    writeFileSync(probe, '')
    return statSync(probe).mtimeMs - seen.mtimeMs
  } catch {
    return Date.now() - seen.mtimeMs
  } finally {
    rmSync(probe, { force: true })
  }
}

/** Longer than any: a file of one size can be overwritten in place, for which a full disk has room. */
const fileBytes = 1024

/** Makes this program the owner. On a disk that takes not even that the bench works without: it may be the last thing that it still can. */
export function own(dataDir: string, token: string, here: Place = thisPlace()): Ownership {
  const file = fileIn(dataDir)
  const text = JSON.stringify({ token, ...here } satisfies Owner).padEnd(fileBytes)
  try {
    replaceFile(file, text, { durable: false })
  } catch {
    touch(file, text)
  }
  const isOurs = () => ownerOf(dataDir)?.token === token
  return {
    renew() {
      const owner = ownerOf(dataDir)
      if (owner !== null && owner.token !== token) return false
      touch(file, text)
      return true
    },
    release() {
      try {
        if (isOurs()) rmSync(file, { force: true })
      } catch {
        // It grows old by itself.
      }
    },
  }
}

/** In place, so that it needs no room: a disk that is full takes it too. */
function touch(file: string, text: string): void {
  try {
    const opened = openSync(file, 'r+')
    try {
      writeSync(opened, text, 0)
    } finally {
      closeSync(opened)
    }
  } catch {
    touchTimes(file)
  }
}

function touchTimes(file: string): void {
  try {
    const now = new Date()
    utimesSync(file, now, now)
  } catch {
    // The disk is away or can only be read: nobody writes to it now, here or elsewhere.
  }
}

/** Gives signs of life until it is stopped, or until `onLost`: the folder is another program's. */
export function keepOwning(ownership: Ownership, timers: Timers, onLost: () => void): () => void {
  let cancel = () => {}
  const next = () => {
    cancel = timers.after(renewEveryMs, () => {
      if (ownership.renew()) next()
      else onLost()
    })
  }
  next()
  return () => cancel()
}
