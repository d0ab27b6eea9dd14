// SQLite's write-ahead log (https://sqlite.org/fileformat2.html#walformat), read without SQLite: it goes through the log up to the
// first frame that doesn't fit and silently forgets the rest. What a damaged log still holds behind such a frame is found here.

export interface Frame {
  readonly page: number
  readonly data: Buffer
  readonly isCommit: boolean
}

export interface Log {
  readonly pageSize: number
  /** What SQLite will take. */
  readonly followed: number
  /** Every frame of the log's present round that is whole in itself, up to its last commit, in order. */
  readonly whole: readonly Frame[]
  /** There are commits behind the frame at which SQLite stops. */
  readonly isTorn: boolean
}

const headerBytes = 32
const frameHeaderBytes = 24
const littleEndian = 0x377f0682
const bigEndian = 0x377f0683

type Sum = readonly [number, number]

const word = (bytes: Buffer, at: number, isBig: boolean): number =>
  isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)

function sumOver(bytes: Buffer, [first, second]: Sum, isBig: boolean): Sum {
  let a = first
  let b = second
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + word(bytes, at, isBig) + b) >>> 0
    b = (b + word(bytes, at + 4, isBig) + a) >>> 0
  }
  return [a, b]
}

const sumAt = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
const isSame = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1]

const isPageSize = (size: number): boolean => size >= 512 && size <= 65_536 && (size & (size - 1)) === 0

/** `log`: the bytes of `…-wal`. Null if there is nothing in it. `pageSize`: the database's, where the log's own header is damaged. */
export function readLog(log: Buffer, pageSize: number): Log | null {
  if (log.length < headerBytes + frameHeaderBytes + 512) return null
  const magic = log.readUInt32BE(0)
  const isBig = magic === bigEndian
  const said = log.readUInt32BE(8)
  const isHeaderWhole =
    (magic === littleEndian || isBig) &&
    isPageSize(said) &&
    isSame(sumOver(log.subarray(0, 24), [0, 0], isBig), sumAt(log, 24))
  const size = isHeaderWhole ? said : pageSize
  if (!isPageSize(size)) return null
  // Two random numbers that are new in each round of the log: what lies behind the present one's end is of an older round.
  const salts = isHeaderWhole ? log.subarray(16, 24) : log.subarray(headerBytes + 8, headerBytes + 16)
  const step = frameHeaderBytes + size

  // Each sum goes on from the one before: as that is kept, or, where it is the kept sum that is damaged, as it should be.
  let before: readonly Sum[] = [isHeaderWhole ? sumAt(log, 24) : [0, 0]]
  let isFollowed = isHeaderWhole
  let passed = 0
  let followed = 0
  let lastCommit = 0
  let isTorn = false
  const whole: Frame[] = []
  const isOfRound = (at: number): boolean => log.subarray(at + 8, at + 16).equals(salts)
  // The round's end is its last frame, not the first that bears other numbers: these may be what is damaged.
  let end = headerBytes + Math.floor((log.length - headerBytes) / step) * step
  while (end > headerBytes && !isOfRound(end - step)) end -= step

  for (let at = headerBytes; at < end; at += step) {
    if (!isOfRound(at)) isFollowed = false
    const data = log.subarray(at + frameHeaderBytes, at + step)
    const kept = sumAt(log, at + 16)
    const sums = before.map((sum) => sumOver(data, sumOver(log.subarray(at, at + 8), sum, isBig), isBig))
    const isWhole = sums.some((sum) => isSame(sum, kept))
    before = isWhole ? [kept] : [kept, ...sums.slice(0, 1)]
    passed += 1
    if (!isWhole) {
      isFollowed = false
      continue
    }
    const isCommit = log.readUInt32BE(at + 4) !== 0
    whole.push({ page: log.readUInt32BE(at), data, isCommit })
    if (!isCommit) continue
    lastCommit = whole.length
    if (isFollowed) followed = passed
    else isTorn = true
  }
  return { pageSize: size, followed, whole: whole.slice(0, lastCommit), isTorn }
}
