// All readers of the bench: finds devices, seats them, and keeps each reader open. The one place that polls.
import type { ReaderId, ReaderSnapshot } from '../../../shared/model/reader'
import type { ReaderOptions } from '../../../shared/model/reader-options'
import { retryDelayMs } from './connection'
import { defaultFieldRule, type FieldEvent, type FieldRule } from './field-state'
import { modelFor } from './models/matching'
import type { HidDeviceInfo, HidPort, Inventory, ReaderModel, ReaderPorts, Unsubscribe } from './reader'
import { type Listed, type Seating, seatDevices } from './seats'
import { ReaderSlot } from './slot'
import type { JournalRead, ReaderFault, SlotHost } from './slot-host'
import type { IsVialTag } from './vial-tags'

export interface ReaderManagerOptions extends ReaderPorts {
  /** Real and simulated devices alike; no two ports list the same path. */
  readonly hid: readonly HidPort[]
  readonly models: readonly ReaderModel[]
  readonly rule?: FieldRule
  /** Which tags are vials', or nobody's yet. Default: all. */
  readonly isVialTag?: IsVialTag
  /** hidapi has no event for plugging; a poll takes 5 to 9 ms off the event loop. Default 1000. */
  readonly pollMs?: number
  /** A lost reader is called absent after this long. Default 60 000. */
  readonly absentAfterMs?: number
  /** Whether a missing permission can be mended by a udev rule: on Linux. */
  readonly showUdevRule: boolean
  optionsFor?(modelId: string, device: HidDeviceInfo): ReaderOptions
  /** Called before the field event that follows from the read; if it throws, the event is dropped. Repeats are folded. */
  onRead(read: JournalRead): void
  /** `inventory` is undefined where time or a lost reader is the reason. */
  onField(readerId: ReaderId, event: FieldEvent, inventory: Inventory | undefined): void
  /** The whole list after each change. */
  onChange(readers: readonly ReaderSnapshot[]): void
  onFault?(fault: ReaderFault): void
}

type Found = Listed & { readonly model: ReaderModel; readonly port: HidPort }

export class ReaderManager {
  private readonly pollMs: number
  private readonly absentAfterMs: number
  private readonly host: SlotHost
  private readonly lists = new Map<HidPort, readonly HidDeviceInfo[]>()
  private slots: readonly ReaderSlot[] = []
  private polling: Promise<void> | undefined
  private pollAgain = false
  private cancelPoll: () => void = () => undefined
  private subscriptions: readonly Unsubscribe[] = []
  private state: 'idle' | 'running' | 'stopped' = 'idle'

  constructor(private readonly options: ReaderManagerOptions) {
    this.pollMs = options.pollMs ?? 1000
    this.absentAfterMs = options.absentAfterMs ?? 60_000
    this.host = {
      clock: options.clock,
      timers: options.timers,
      rule: options.rule ?? defaultFieldRule,
      isVialTag: options.isVialTag ?? (() => true),
      showUdevRule: options.showUdevRule,
      onRead: (read) => options.onRead(read),
      onField: (id, event, inventory) => options.onField(id, event, inventory),
      onFault: (fault) => options.onFault?.(fault),
      changed: () => this.changed(),
      pollSoon: () => this.planPoll(),
    }
  }

  /** Polls at once, and from then on every `pollMs`. Resolves after the first poll; readers may still be opening. */
  async start(): Promise<void> {
    if (this.state !== 'idle') return
    this.state = 'running'
    this.subscriptions = this.options.hid.flatMap((port) => port.onChanged?.(() => this.refresh()) ?? [])
    await this.poll()
  }

  /** Closes every reader; a process with an open reader never ends. No event comes from here on. */
  async stop(): Promise<void> {
    this.state = 'stopped'
    this.cancelPoll()
    for (const unsubscribe of this.subscriptions) unsubscribe()
    await this.polling
    await Promise.all(this.slots.map((slot) => slot.close()))
  }

  /** The computer woke up: a handle from before may be dead and not say so. Every reader is opened anew. */
  reopen(): void {
    if (this.state !== 'running') return
    for (const slot of this.slots) slot.reopen()
    this.refresh()
  }

  /** Polls now. */
  private refresh(): void {
    if (this.state !== 'running') return
    this.cancelPoll()
    void this.poll()
  }

  readers(): readonly ReaderSnapshot[] {
    return this.slots.map((slot) => slot.snapshot())
  }

  /** Whether what lay on the reader last has been lifted; also true of a reader that is not there. */
  isLifted(id: ReaderId): boolean {
    return this.slots.find((slot) => slot.id === id)?.isLifted() ?? true
  }

  /** Lets the reader itself say yes or no, if it can. */
  signal(id: ReaderId, cue: 'accepted' | 'refused'): void {
    this.slots.find((slot) => slot.id === id)?.signal(cue)
  }

  private poll(): Promise<void> {
    if (this.polling) {
      this.pollAgain = true
      return this.polling
    }
    this.polling = this.pollOnce().finally(() => {
      this.polling = undefined
      this.planPoll()
    })
    return this.polling
  }

  private planPoll() {
    if (this.state !== 'running' || this.polling) return
    this.cancelPoll()
    this.cancelPoll = this.options.timers.after(this.pollAgain ? 0 : this.nextPollMs(), () => void this.poll())
    this.pollAgain = false
  }

  private async pollOnce(): Promise<void> {
    await Promise.all(this.options.hid.map((port) => this.readList(port)))
    if (this.state !== 'running') return
    const found = this.found()
    const seatings = seatDevices(this.slots, found)
    const seated = new Set(seatings.flatMap((seating) => (seating.kind === 'known' ? [seating.known] : [])))
    for (const slot of this.slots) if (!seated.has(slot)) slot.missing(this.absentAfterMs)
    for (const seating of seatings) this.seat(seating, found)
    this.forget()
  }

  /** A list that failed says nothing about the devices: the last one stands. */
  private async readList(port: HidPort): Promise<void> {
    const listed = await port.list()
    if (listed.ok) this.lists.set(port, listed.value)
    else this.host.onFault({ kind: 'listFailed', detail: listed.problem.detail })
  }

  private found(): readonly Found[] {
    return [...this.lists].flatMap(([port, devices]) =>
      devices.flatMap((device) => {
        const model = modelFor(this.options.models, device)
        return model ? [{ port, device, model, modelId: model.id }] : []
      }),
    )
  }

  private seat(seating: Seating<ReaderSlot>, found: readonly Found[]) {
    if (seating.kind === 'known') {
      seating.known.found(seating.device)
      return
    }
    const entry = found.find((one) => one.device === seating.device)
    if (!entry) return
    const options = this.options.optionsFor?.(seating.modelId, seating.device) ?? {}
    const slot = new ReaderSlot(entry.model, seating.seat, seating.device, entry.port, options, this.host)
    this.slots = [...this.slots, slot]
    slot.found(seating.device)
  }

  private forget() {
    const kept = this.slots.filter((slot) => !slot.isForgettable)
    if (kept.length === this.slots.length) return
    this.slots = kept
    this.changed()
  }

  private nextPollMs(): number {
    const attempts = this.slots.flatMap(({ connection }) =>
      connection.kind === 'reconnecting' ? [connection.attempt] : [],
    )
    return Math.min(this.pollMs, ...attempts.map(retryDelayMs))
  }

  private changed() {
    if (this.state !== 'stopped') this.options.onChange(this.readers())
  }
}
