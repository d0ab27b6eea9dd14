// One reader at its seat: opened, lost and opened again, and the field that lies on it.
import { type ReaderConnection, type ReaderId, type ReaderSnapshot, readerId } from '../../../shared/model/reader'
import { type ConnectionEvent, connectionAfter, retryDelayMs } from './connection'
import type { FieldEvent, FieldRule } from './field-state'
import { udevRule } from './models/supported'
import type {
  HidDeviceInfo,
  HidIo,
  HidPort,
  Inventory,
  Reader,
  ReaderInfo,
  ReaderModel,
  ReaderOptions,
  ReaderPorts,
} from './reader'
import type { SeatedReader } from './seats'
import type { IsVialTag } from './vial-tags'
import { WatchedField } from './watched-field'

/** A read as it goes into the journal: everything that is known of where it came from, before it is interpreted. */
export interface JournalRead extends Inventory {
  readonly readerId: ReaderId
  readonly model: string
  readonly serial?: string
  readonly firmware?: string
}

export type ReaderFault =
  | { readonly kind: 'listFailed'; readonly detail: string }
  /** `onRead` or `onField` threw. The read is dropped; the next repeat of the tag brings it again. */
  | { readonly kind: 'notTaken'; readonly readerId: ReaderId; readonly error: unknown }

export interface SlotHost extends ReaderPorts {
  readonly rule: FieldRule
  readonly isVialTag: IsVialTag
  readonly showUdevRule: boolean
  onRead(read: JournalRead): void
  onField(readerId: ReaderId, event: FieldEvent, inventory: Inventory | undefined): void
  onFault(fault: ReaderFault): void
  changed(): void
  /** A reader was lost: it may be back within a moment. */
  pollSoon(): void
}

/** Whether silence means that nothing lies there: a reader that is asked says so in words. */
const isAsked = ({ kind }: ReaderModel, { workMode }: ReaderOptions) => kind === 'polled' || workMode === 'answer'

export class ReaderSlot implements SeatedReader {
  readonly id: ReaderId
  readonly modelId: string
  connection: ReaderConnection = { kind: 'absent' }
  present = true
  private everReady = false
  private reader: Reader | undefined
  private io: HidIo | undefined
  private knownInfo: ReaderInfo | undefined
  private opening: Promise<void> | undefined
  private failures = 0
  private retryAtMs = Number.NEGATIVE_INFINITY
  private lostAtMs = 0
  private readonly field: WatchedField
  private closed = false

  constructor(
    readonly model: ReaderModel,
    readonly seat: string,
    public device: HidDeviceInfo,
    private readonly port: HidPort,
    private readonly options: ReaderOptions,
    private readonly host: SlotHost,
  ) {
    this.modelId = model.id
    this.id = readerId(`${model.id}:${seat}`)
    this.field = new WatchedField({
      clock: host.clock,
      timers: host.timers,
      rule: { ...host.rule, gap: isAsked(model, options) ? 'emptyInventory' : 'silence' },
      isVialTag: host.isVialTag,
      journal: (inventory) => this.journal(inventory),
      onEvent: (event, inventory) => host.onField(this.id, event, inventory),
      notTaken: (error) => host.onFault({ kind: 'notTaken', readerId: this.id, error }),
    })
  }

  snapshot(): ReaderSnapshot {
    const { serial = this.device.serial, firmware } = this.reader?.info ?? this.knownInfo ?? {}
    return {
      id: this.id,
      model: this.model.id,
      modelName: this.model.name,
      seat: this.seat,
      ...(serial && { serial }),
      ...(firmware && { firmware }),
      simulated: this.model.simulated ?? false,
      connection: this.connection,
    }
  }

  /** The list shows it, perhaps at another path than before. Opens it unless it is open or a retry is not due. */
  found(device: HidDeviceInfo): void {
    const moved = device.path !== this.device.path
    if (moved && this.reader) this.lose()
    if (moved || !this.present) this.retryAtMs = Number.NEGATIVE_INFINITY
    this.device = device
    this.present = true
    if (this.reader || this.opening || this.closed || this.host.clock.monotonicMs() < this.retryAtMs) return
    this.opening = this.open().finally(() => {
      this.opening = undefined
    })
  }

  /** The list does not show it. */
  missing(absentAfterMs: number): void {
    this.present = false
    if (this.reader) {
      this.lose()
    } else if (this.connection.kind === 'blocked') {
      this.move({ kind: 'givenUp' })
    } else if (this.connection.kind === 'reconnecting') {
      const isLong = this.host.clock.monotonicMs() - this.lostAtMs >= absentAfterMs
      this.move({ kind: isLong ? 'givenUp' : 'notFound' })
    }
  }

  /** Unplugged, and never was a reader of ours: nothing to remember. */
  get isForgettable(): boolean {
    return !this.present && !this.everReady && !this.opening
  }

  /** What lay there last has been lifted: the reader has seen nothing for as long as a hand leaves between two vials. */
  isLifted(): boolean {
    return this.field.isLifted()
  }

  signal(cue: 'accepted' | 'refused'): void {
    this.reader?.signal?.(cue)
  }

  /** Waits for an opening under way: its device would keep the process from ending. */
  async close(): Promise<void> {
    this.closed = true
    this.field.stop()
    const { reader, io } = this
    this.reader = undefined
    await Promise.all([reader?.close() ?? io?.close(), this.opening])
  }

  private async open(): Promise<void> {
    this.move({ kind: 'openStarted' })
    const opened = await this.port.open(this.device.path)
    if (!opened.ok) return this.failed({ problem: opened.problem })
    const io = opened.value
    if (this.closed) return io.close()
    this.io = io
    const recognised = await this.model.open(io, this.options, this.host)
    this.io = undefined
    if (this.closed || !recognised.ok) await io.close()
    if (this.closed) return
    if (!recognised.ok) return this.failed({ problem: recognised.problem })
    this.start(recognised.value)
  }

  private start(reader: Reader) {
    this.reader = reader
    this.everReady = true
    this.failures = 0
    this.knownInfo = reader.info
    this.move({ kind: 'opened' })
    reader.onInventory((inventory) => this.received(reader, inventory))
    reader.onClosed(() => this.lose())
  }

  private failed({ problem }: Pick<Extract<ConnectionEvent, { kind: 'openFailed' }>, 'problem'>) {
    if (this.closed) return
    const { clock, showUdevRule } = this.host
    this.failures++
    this.retryAtMs = clock.monotonicMs() + retryDelayMs(this.failures)
    if (this.connection.kind !== 'reconnecting') this.lostAtMs = clock.monotonicMs()
    const rule = showUdevRule ? { rule: udevRule(this.device) } : {}
    this.move({ kind: 'openFailed', problem, wallMs: clock.wallMs(), ...rule })
  }

  private lose() {
    const { reader } = this
    if (!reader || this.closed) return
    this.reader = undefined
    this.knownInfo = reader.info
    this.lostAtMs = this.host.clock.monotonicMs()
    void reader.close()
    this.field.lose()
    this.move({ kind: 'lost', wallMs: this.host.clock.wallMs() })
    this.host.pollSoon()
  }

  private received(reader: Reader, inventory: Inventory) {
    if (this.reader !== reader) return
    this.field.apply(inventory)
    if (reader.info === this.knownInfo) return
    this.knownInfo = reader.info
    this.host.changed()
  }

  private journal(inventory: Inventory) {
    const { serial = this.device.serial, firmware } = this.reader?.info ?? {}
    const source = { ...(serial && { serial }), ...(firmware && { firmware }) }
    this.host.onRead({ readerId: this.id, model: this.model.id, ...source, ...inventory })
  }

  private move(event: ConnectionEvent) {
    const before = this.connection
    this.connection = connectionAfter(before, event)
    if (this.connection !== before) this.host.changed()
  }
}
