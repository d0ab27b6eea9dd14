// Readers and tags as plain data: the same shapes in the engine, over IPC and on screen.
declare const brand: unique symbol

/** A tag's identity: its bytes as upper-case hex in canonical order, e.g. `E0040150ABCDEF01`. What can be one: tag.ts. */
export type TagId = string & { readonly [brand]: 'TagId' }

/** One reader at one seat; stable for as long as the reader keeps its seat, also across unplugging. */
export type ReaderId = string & { readonly [brand]: 'ReaderId' }

export const readerId = (value: string) => value as ReaderId

/**
 * `epc` and `tid` are banks of a UHF tag: an EPC can be rewritten and need not be unique, a TID is the chip's own.
 * `iso15693` always starts with E0. How long each may be: tag.ts.
 */
export type TagScheme = 'epc' | 'tid' | 'iso15693' | 'iso14443'

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

/** What is wrong with a report that a reader sent. */
export type ReportDamage =
  /** Bytes that are no frame of this reader. */
  | 'noise'
  | 'checksum'
  /** A frame that began and was not finished in time. */
  | 'truncated'
  /** A frame that contradicts itself: counts, lengths, an identity in a form that its kind does not have. */
  | 'contents'

export type ReaderConnection =
  /** Known from before, but away for longer than a reconnect takes. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'opening' }
  /** `quietSinceMs`: nothing came since then (epoch milliseconds), from a reader that can't be asked whether it is still alive. */
  | { readonly kind: 'ready'; readonly quietSinceMs?: number }
  /** Was lost; `sinceMs` is the epoch time in milliseconds of the loss, `attempt` counts from 1. */
  | { readonly kind: 'reconnecting'; readonly sinceMs: number; readonly attempt: number }
  /**
   * Plugged in, but can't be used. `busy`: another program has it. `checksum`: by its checksums, whatever it says is damaged. `error`: it
   * does not answer as it should. `rule` is the exact udev line that would permit it (Linux only).
   */
  | { readonly kind: 'blocked'; readonly why: 'permission' | 'busy' | 'checksum' | 'error'; readonly rule?: string }

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
