// One reader at its seat: opened, lost and opened again, and the field that lies on it.
import { type ReaderConnection, type ReaderId, type ReaderSnapshot, readerId } from '../../../shared/model/reader'
import { type ConnectionEvent, connectionAfter, retryDelayMs } from './connection'
import { loseField, nextDueMs, passTime, takeInventory } from './field'
import { emptyField, type FieldEvent, type FieldRule, type FieldState } from './field-state'
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
import type { Known } from './seats'

/** A read as it goes into the journal: everything that is known of where it came from, before it is interpreted. */
export interface JournalRead extends Inventory {
  readonly readerId: ReaderId
  readonly model: string
  readonly serial?: string
  readonly firmware?: string
}

export type ReaderFault =
  | { readonly kind: 'listFailed'; readonly detail: string }
  /** `onRead` or `onField` threw. The read was not told; the next repeat of the tag tells it again. */
  | { readonly kind: 'notTaken'; readonly readerId: ReaderId; readonly error: unknown }

export interface SlotHost extends ReaderPorts {
  readonly rule: FieldRule
  readonly showUdevRule: boolean
  onRead(read: JournalRead): void
  onField(readerId: ReaderId, event: FieldEvent, inventory: Inventory | undefined): void
  onFault(fault: ReaderFault): void
  changed(): void
  /** A reader was lost: it may be back within a moment. */
  lookSoon(): void
}

/** Departures that only time tells have no read behind them. */
const comesFromRead = (event: FieldEvent) =>
  !(event.kind === 'cleared' || (event.kind === 'left' && event.why === 'unseen'))

export class ReaderSlot implements Known {
  readonly id: ReaderId
  readonly modelId: string
  connection: ReaderConnection = { kind: 'absent' }
  present = true
  private everReady = false
  private reader: Reader | undefined
  private io: HidIo | undefined
  private told: ReaderInfo | undefined
  private opening: Promise<void> | undefined
  private failures = 0
  private retryAtMs = Number.NEGATIVE_INFINITY
  private lostAtMs = 0
  private field: FieldState = emptyField
  private cancelDue: (() => void) | undefined
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
  }

  snapshot(): ReaderSnapshot {
    const { serial = this.device.serial, firmware } = this.reader?.info ?? this.told ?? {}
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

  signal(cue: 'accepted' | 'refused'): void {
    this.reader?.signal?.(cue)
  }

  /** Waits for an opening under way: its device would keep the process from ending. */
  async close(): Promise<void> {
    this.closed = true
    this.cancelDue?.()
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
    this.told = reader.info
    this.move({ kind: 'opened' })
    reader.onInventory((inventory) => this.take(inventory))
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
    this.told = reader.info
    this.lostAtMs = this.host.clock.monotonicMs()
    this.cancelDue?.()
    this.cancelDue = undefined
    const events = loseField(this.field)
    this.field = emptyField
    void reader.close()
    for (const event of events) this.tell(event, undefined)
    this.move({ kind: 'lost', wallMs: this.host.clock.wallMs() })
    this.host.lookSoon()
  }

  private take(inventory: Inventory) {
    const { reader, host } = this
    if (!reader) return
    const step = takeInventory(this.field, inventory, host.rule)
    if (step.events.some(comesFromRead)) {
      try {
        host.onRead({ readerId: this.id, model: this.model.id, ...this.source(reader), ...inventory })
      } catch (error) {
        // The field stays as it was: what could not be journaled has not happened, and the next repeat tries again.
        return host.onFault({ kind: 'notTaken', readerId: this.id, error })
      }
    }
    this.field = step.state
    for (const event of step.events) this.tell(event, inventory)
    this.planDue()
    if (reader.info !== this.told) {
      this.told = reader.info
      host.changed()
    }
  }

  private source(reader: Reader): Pick<JournalRead, 'serial' | 'firmware'> {
    const { serial = this.device.serial, firmware } = reader.info
    return { ...(serial && { serial }), ...(firmware && { firmware }) }
  }

  private tell(event: FieldEvent, inventory: Inventory | undefined) {
    try {
      this.host.onField(this.id, event, inventory)
    } catch (error) {
      this.host.onFault({ kind: 'notTaken', readerId: this.id, error })
    }
  }

  private planDue() {
    const { clock, timers, rule } = this.host
    const dueMs = nextDueMs(this.field, rule)
    // A timer under way is left alone: it finds out itself whether a repeat has put off what it waits for.
    if (dueMs === undefined || this.cancelDue || this.closed) return
    this.cancelDue = timers.after(Math.max(0, dueMs - clock.monotonicMs()), () => {
      this.cancelDue = undefined
      const step = passTime(this.field, clock.monotonicMs(), rule)
      this.field = step.state
      for (const event of step.events) this.tell(event, undefined)
      this.planDue()
    })
  }

  private move(event: ConnectionEvent) {
    const before = this.connection
    this.connection = connectionAfter(before, event)
    if (this.connection !== before) this.host.changed()
  }
}
