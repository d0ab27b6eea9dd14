// One reader at its seat: opened, lost and opened again, and the field that lies on it.
import { type ReaderConnection, type ReaderId, type ReaderSnapshot, readerId } from '../../../shared/model/reader'
import type { ReaderOptions } from '../../../shared/model/reader-options'
import { type ConnectionEvent, connectionAfter, retryDelayMs } from './connection'
import { udevRule } from './models/supported'
import type { HidDeviceInfo, HidIo, HidPort, Inventory, Reader, ReaderInfo, ReaderLoss, ReaderModel } from './reader'
import type { SeatedReader } from './seats'
import type { SlotHost } from './slot-host'
import { WatchedField } from './watched-field'

/** Whether silence means that nothing lies there: a reader that is asked says so in words. */
const isAsked = ({ kind }: ReaderModel, { workMode }: ReaderOptions) => kind === 'polled' || workMode === 'answer'

/** A reader that stayed ready for so long and falls silent then has not done so before, as far as anybody minds. */
const reliableAfterMs = 60_000
/** A reader in push mode says nothing while nothing lies on it; after this long somebody may want to know. */
const quietAfterMs = 60_000

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
  private closing: Promise<void> = Promise.resolve()
  /** Counts how often it was to be opened anew: an opening from before is of no use then. */
  private openings = 0
  private failures = 0
  private readySinceMs = 0
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
    if (moved) this.lose('gone')
    if (moved || !this.present) this.retryAtMs = Number.NEGATIVE_INFINITY
    this.device = device
    this.present = true
    this.noteQuiet()
    if (this.reader || this.opening || this.closed || this.host.clock.monotonicMs() < this.retryAtMs) return
    this.opening = this.open().finally(() => {
      this.opening = undefined
    })
  }

  /** The list does not show it. */
  missing(absentAfterMs: number): void {
    this.present = false
    if (this.reader) {
      this.lose('gone')
    } else if (this.connection.kind === 'blocked') {
      this.move({ kind: 'givenUp' })
    } else if (this.connection.kind === 'reconnecting') {
      const isLong = this.host.clock.monotonicMs() - this.lostAtMs >= absentAfterMs
      this.move({ kind: isLong ? 'givenUp' : 'notFound' })
    }
  }

  /** Closes it and opens it anew, at the next look at the list. */
  reopen(): void {
    this.openings++
    this.retryAtMs = Number.NEGATIVE_INFINITY
    this.lose('gone')
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
    await Promise.all([reader?.close() ?? io?.close(), this.opening, this.closing])
  }

  private async open(): Promise<void> {
    this.move({ kind: 'openStarted' })
    const { openings } = this
    // One program may have a device once, and so may this one.
    await this.closing
    const opened = await this.port.open(this.device.path)
    if (!opened.ok) return this.failed({ problem: opened.problem })
    const io = opened.value
    if (this.closed) return io.close()
    this.io = io
    const recognised = await this.model.open(io, this.options, this.host)
    this.io = undefined
    const isOld = openings !== this.openings
    if (this.closed || isOld || !recognised.ok) await io.close()
    if (this.closed) return
    if (isOld) return this.failed({ problem: { kind: 'gone' } })
    if (!recognised.ok) return this.failed({ problem: recognised.problem })
    this.start(recognised.value)
  }

  private start(reader: Reader) {
    this.reader = reader
    this.everReady = true
    this.readySinceMs = this.host.clock.monotonicMs()
    this.knownInfo = reader.info
    this.move({ kind: 'opened' })
    this.field.find()
    reader.onInventory((inventory) => this.received(reader, inventory))
    reader.onClosed((why) => this.lose(why))
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

  private lose(why: ReaderLoss) {
    const { reader } = this
    if (!reader || this.closed) return
    const { clock } = this.host
    this.reader = undefined
    this.knownInfo = reader.info
    this.lostAtMs = clock.monotonicMs()
    this.closing = reader.close()
    this.field.lose()
    // One that falls silent again and again is not called ready the more often: it is opened anew ever more seldom.
    const wasReliable = clock.monotonicMs() - this.readySinceMs >= reliableAfterMs
    this.failures = why === 'gone' || wasReliable ? 0 : this.failures
    if (why === 'silent') {
      this.failures++
      this.retryAtMs = clock.monotonicMs() + retryDelayMs(this.failures)
      this.move({ kind: 'fellSilent' })
    } else {
      this.move({ kind: 'lost', wallMs: clock.wallMs() })
    }
    this.host.pollSoon()
  }

  /** A reader that can't be asked: whether it is well, only its next report will tell. */
  private noteQuiet() {
    if (!this.reader) return
    const { canBeAsked, lastHeard } = this.reader
    const isQuiet = !canBeAsked && this.host.clock.monotonicMs() - lastHeard.monotonicMs >= quietAfterMs
    const sinceMs = isQuiet ? lastHeard.wallMs : null
    const shown = this.connection.kind === 'ready' ? (this.connection.quietSinceMs ?? null) : null
    if (sinceMs !== shown) this.move({ kind: 'quiet', sinceMs })
  }

  private received(reader: Reader, inventory: Inventory) {
    if (this.reader !== reader) return
    this.noteQuiet()
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
