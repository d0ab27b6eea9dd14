// A copy of a damaged database in the state that it was last written to, made readable as far as that goes. Never of use as a database:
// only rows are read from it, each checked on its own.
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'
import { readLog } from './wal'

/** https://sqlite.org/fileformat2.html#database_header */
const headerBytes = 100
const magic = 'SQLite format 3\0'
const usualPageSize = 4096

/** A log longer than this is of no bench: it is emptied every 250 pages. */
const mostLogBytes = 256 * 1024 * 1024

export function logOf(file: string) {
  const path = `${file}-wal`
  if (!existsSync(path)) return null
  const { size } = statSync(path)
  return size === 0 || size > mostLogBytes ? null : readLog(readFileSync(path), pageSizeOf(file))
}

/** Copies `file` to `target`, with every whole frame of its log in place, and with a header that SQLite accepts. */
export function copyForSalvage(file: string, target: string, version: number): void {
  copyFileSync(file, target)
  const log = logOf(file)
  const handle = openSync(target, 'r+')
  try {
    for (const { page, data } of log?.whole ?? []) writeSync(handle, data, 0, data.length, (page - 1) * data.length)
    const header = Buffer.alloc(headerBytes)
    readSync(handle, header, 0, headerBytes, 0)
    const { size } = statSync(target)
    writeSync(handle, mendedHeader(header, size, version), 0, headerBytes, 0)
  } finally {
    closeSync(handle)
  }
}

/** The database's `user_version` as SQLite would see it, without opening it; 0 for none, or for a header that is damaged. */
export function versionOnDisk(file: string): number {
  if (!existsSync(file) || !statSync(file).isFile()) return 0
  const log = logOf(file)
  const inLog = log?.whole.slice(0, log.followed).findLast(({ page }) => page === 1)?.data
  const header = inLog ?? headerOf(file)
  return isWholeHeader(header) ? header.readUInt32BE(60) : 0
}

/** The page size is at its place also in most headers that are damaged elsewhere. */
function pageSizeOf(file: string): number {
  const header = headerOf(file)
  return isWholeHeader(header) ? sizeIn(header) : usualPageSize
}

function headerOf(file: string): Buffer {
  const header = Buffer.alloc(headerBytes)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, header, 0, headerBytes, 0)
  } finally {
    closeSync(handle)
  }
  return header
}

const sizeIn = (header: Buffer): number => {
  const size = header.readUInt16BE(16)
  return size === 1 ? 65_536 : size
}

const isWholeHeader = (header: Buffer): boolean =>
  header.toString('latin1', 0, 16) === magic && header.readUInt32BE(44) === 4 && header.readUInt32BE(56) === 1

/** Journal mode without a log, since the log's pages are in place; everything else as this program would have written it. */
function mendedHeader(found: Buffer, bytes: number, version: number): Buffer {
  const header = Buffer.from(found)
  if (!isWholeHeader(found)) {
    header.fill(0)
    header.write(magic, 0, 'latin1')
    header.writeUInt16BE(usualPageSize, 16)
    header.set([0, 64, 32, 32], 20)
    header.writeUInt32BE(1, 40)
    header.writeUInt32BE(4, 44)
    header.writeUInt32BE(1, 56)
    header.writeUInt32BE(version, 60)
  }
  header.set([1, 1], 18)
  // Equal counters make the number of pages count; a wrong one would hide pages that the log has added.
  header.writeUInt32BE(1, 24)
  header.writeUInt32BE(1, 92)
  header.writeUInt32BE(Math.ceil(bytes / sizeIn(header)), 28)
  // The list of free pages is of no use for reading.
  header.writeUInt32BE(0, 32)
  header.writeUInt32BE(0, 36)
  return header
}
