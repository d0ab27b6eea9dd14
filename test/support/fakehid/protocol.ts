// The socket protocol of libumockdev-preload 0.17: one connection per opened device node; every message is three
// unsigned 64-bit little-endian numbers, memory contents follow where the message says so.

export const messageLength = 24

/** From the preloaded process. */
export const request = { ioctl: 1, result: 2, read: 7, write: 8 } as const

/** To the preloaded process. */
const answer = { done: 3n, readMemory: 5n, writeMemory: 6n } as const

/** What `done` returns for a call that the preload must answer itself. */
export const unhandled = -100

export const errno = { EIO: 5, EAGAIN: 11, ENODEV: 19, ENOTTY: 25 } as const

/** HIDIOC*: ioctls of type 'H' (48 hex), by number. */
export const hidrawIoctlType = 0x48
export const hidrawIoctl = {
  reportDescriptorSize: 1,
  reportDescriptor: 2,
  info: 3,
  name: 4,
  physicalAddress: 5,
  setFeature: 6,
  getFeature: 7,
  uniqueId: 8,
} as const

export interface Request {
  readonly code: number
  readonly first: bigint
  readonly second: bigint
}

export function decodeRequest(bytes: Buffer): Request {
  return {
    code: Number(bytes.readBigUInt64LE(0)),
    first: bytes.readBigUInt64LE(8),
    second: bytes.readBigUInt64LE(16),
  }
}

function message(code: bigint, first: bigint, second: bigint): Buffer {
  const bytes = Buffer.alloc(messageLength)
  bytes.writeBigUInt64LE(code, 0)
  bytes.writeBigInt64LE(BigInt.asIntN(64, first), 8)
  bytes.writeBigInt64LE(BigInt.asIntN(64, second), 16)
  return bytes
}

/** The intercepted call returns `result`, and sets errno if that is -1. */
export const done = (result: number, error = 0) => message(answer.done, BigInt(result), BigInt(error))

/** Asks for `length` bytes at `address` of the preloaded process; they come back bare. */
export const readMemory = (address: bigint, length: number) => message(answer.readMemory, address, BigInt(length))

export const writeMemory = (address: bigint, bytes: Uint8Array) =>
  Buffer.concat([message(answer.writeMemory, address, BigInt(bytes.length)), bytes])

/** Parts of an ioctl number as Linux packs it. */
export const ioctlParts = (number: bigint) => ({
  number: Number(number & 0xffn),
  type: Number((number >> 8n) & 0xffn),
  size: Number((number >> 16n) & 0x3fffn),
})
