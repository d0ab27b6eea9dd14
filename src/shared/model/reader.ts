// Readers and tags as plain data: the same shapes in the engine, over IPC and on screen.
declare const brand: unique symbol

/** A tag's identity: its bytes as upper-case hex in canonical order, e.g. `E0040150ABCDEF01`. */
export type TagId = string & { readonly [brand]: 'TagId' }

/** One reader at one seat; stable for as long as the reader keeps its seat, also across unplugging. */
export type ReaderId = string & { readonly [brand]: 'ReaderId' }

export const readerId = (value: string) => value as ReaderId

const longestTagBytes = 64

/**
 * Reads a tag's identity from text: hex, in either case, with or without blanks, colons or hyphens between bytes.
 * Undefined if it is no hex, has a half byte, or is not 1 to 64 bytes long (a Gen2 EPC has at most 62).
 */
export function parseTagId(text: string): TagId | undefined {
  const hex = text.replace(/[\s:-]/g, '').toUpperCase()
  return /^(?:[0-9A-F]{2})+$/.test(hex) && hex.length <= longestTagBytes * 2 ? (hex as TagId) : undefined
}

/**
 * `epc` and `tid` are banks of a UHF tag: an EPC can be rewritten and need not be unique, a TID is the chip's own.
 * `iso15693` always starts with E0. `em4100` is five bytes of a 125 kHz badge. `text` is what a scanner typed or sent.
 */
export type TagScheme = 'epc' | 'tid' | 'iso15693' | 'iso14443' | 'em4100' | 'text'

/** One tag as one reader saw it once. */
export interface TagSighting {
  readonly tag: TagId
  readonly scheme: TagScheme
  /** Signal strength on the reader's own scale: compare within one reader only. */
  readonly rssi?: number
  readonly antenna?: number
  /** The tag's bytes in the order in which the reader sent them, hex. */
  readonly rawHex: string
}

export type ReaderConnection =
  /** Known from before, but away for longer than a reconnect takes. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  /** Was lost; `sinceMs` is the epoch time in milliseconds of the loss, `attempt` counts from 1. */
  | { readonly kind: 'reconnecting'; readonly sinceMs: number; readonly attempt: number }
  /** Plugged in, but can't be used. `rule` is the exact udev line that would permit it (Linux only). */
  | { readonly kind: 'blocked'; readonly why: 'permission' | 'busy' | 'error'; readonly rule?: string }

export interface ReaderSnapshot {
  readonly id: ReaderId
  readonly model: string
  readonly modelName: string
  /** The serial number if it is the only reader with it, else the USB port or path. */
  readonly seat: string
  readonly serial?: string
  readonly firmware?: string
  readonly simulated: boolean
  readonly connection: ReaderConnection
}
