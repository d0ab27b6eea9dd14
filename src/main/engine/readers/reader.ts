// The ports of the reader side: what the manager needs of a reader, and what a reader model needs of a HID device.
import type { ReportDamage, TagSighting } from '../../../shared/model/reader'
import type { ReaderOptions } from '../../../shared/model/reader-options'
import type { TagProblem } from '../../../shared/model/tag'
import type { Clock, Timers } from '../../../shared/ports'
import type { Result } from '../../../shared/result'

/** A moment on both clocks, milliseconds: wall time for people, monotonic time for every decision. */
export interface Moment {
  readonly wallMs: number
  readonly monotonicMs: number
}

export const momentOf = (clock: Clock): Moment => ({ wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() })

/** The report is damaged, or it is well and the tag in it is none. */
export type MalformedReason = ReportDamage | TagProblem

export interface Malformed {
  readonly reason: MalformedReason
  readonly bytesHex: string
}

/**
 * What the field held at one moment, as far as the reader knows. No sightings and nothing malformed means that the
 * reader looked and saw no tag; a push reader never says that, a polled one does.
 */
export interface Inventory {
  readonly sightings: readonly TagSighting[]
  readonly malformed?: Malformed
  /** Not only not seen: the reader knows that nothing lies there, so nothing is held. Only a simulated one can know. */
  readonly isKnownEmpty?: true
  /** The bytes that this inventory was decoded from, hex. */
  readonly reportHex: string
  readonly at: Moment
}

export interface ReaderInfo {
  readonly serial?: string
  readonly firmware?: string
}

export type Unsubscribe = () => void

/** `gone`: its device is. `silent`: that is there and takes what is written to it, and nothing comes, or too seldom. */
export type ReaderLoss = 'gone' | 'silent'

/** An open reader of any model. It decodes and nothing else: repeats and the one-tag rule are the field's. */
export interface Reader {
  readonly info: ReaderInfo
  /** When it last sent anything at all. */
  readonly lastHeard: Moment
  /** It is asked when it says nothing, and is lost when it doesn't answer. One that can't be asked may be mute unnoticed. */
  readonly canBeAsked: boolean
  /** One subscriber; inventories from before it subscribed are handed over first. */
  onInventory(listener: (inventory: Inventory) => void): Unsubscribe
  /** Told once when the reader is lost; not after `close`. */
  onClosed(listener: (why: ReaderLoss) => void): Unsubscribe
  /** The reader's own buzzer or lamp, if it has one. Never waits, never fails. */
  signal?(cue: 'accepted' | 'refused'): void
  close(): Promise<void>
}

/** An open HID device. A lost device answers every call with a rejection and tells `onClosed` once. */
export interface HidIo {
  /** `bytes` begins with the report id, 0 where the device has none. */
  write(bytes: Uint8Array): Promise<void>
  onInput(listener: (bytes: Uint8Array) => void): Unsubscribe
  /** At most `length` bytes, the report id first. */
  getFeature(reportId: number, length: number): Promise<Uint8Array>
  setFeature(bytes: Uint8Array): Promise<void>
  onClosed(listener: () => void): Unsubscribe
  close(): Promise<void>
}

export interface HidDeviceInfo {
  /** Names the device while it is plugged in; not stable across unplugging. */
  readonly path: string
  readonly vendorId: number
  readonly productId: number
  readonly serial?: string
  readonly manufacturer?: string
  readonly product?: string
  readonly interface?: number
  readonly usagePage?: number
  readonly usage?: number
  /** The physical USB port, e.g. `1-4.2`, where the operating system tells it. */
  readonly port?: string
}

export type HidOpenProblem =
  | { readonly kind: 'permission' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'error'; readonly detail: string }

export interface HidPort {
  list(): Promise<Result<readonly HidDeviceInfo[], { readonly kind: 'listFailed'; readonly detail: string }>>
  open(path: string): Promise<Result<HidIo, HidOpenProblem>>
  /** A hint that the list may have changed. Ports that can't know leave it out; the manager polls anyway. */
  onChanged?(listener: () => void): Unsubscribe
}

export interface ReaderPorts {
  readonly clock: Clock
  readonly timers: Timers
}

export type ReaderOpenProblem =
  /** It did not answer as this model does: another device with the same ids. */
  | { readonly kind: 'notThisModel' }
  /** It answered, and by their checksums its answers were damaged. */
  | { readonly kind: 'checksum' }
  | { readonly kind: 'gone' }

export interface HidMatch {
  readonly vendorId: number
  readonly productId: number
  /** One usage page, or `vendor` for any of FF00 to FFFF. A system that reports none matches both. */
  readonly usagePage?: number | 'vendor'
  readonly interface?: number
  readonly product?: RegExp
}

/** A supported reader as a row of data; lists, udev rules and documents derive from it. */
export interface ReaderModel {
  readonly id: string
  readonly name: string
  readonly kind: 'push' | 'polled'
  readonly simulated?: true
  readonly matches: readonly HidMatch[]
  /** Finds out whether this really is the model, within the model's own deadline. Closing `io` on refusal is the caller's. */
  open(io: HidIo, options: ReaderOptions, ports: ReaderPorts): Promise<Result<Reader, ReaderOpenProblem>>
}
