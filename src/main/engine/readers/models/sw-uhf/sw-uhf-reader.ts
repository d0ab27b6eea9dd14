// An open SW UHF reader: reports in, inventories out.
import { assertNever } from '../../../../../shared/assert-never'
import type { ReaderOptions } from '../../../../../shared/model/reader-options'
import { concat, outputReport } from '../../bytes'
import { Once } from '../../held-channel'
import type { HidIo, ReaderPorts } from '../../reader'
import { Answering } from '../answering'
import { Exchanges } from '../exchanges'
import { OpenReader } from '../open-reader'
import { command, decode, type Message } from './decode'
import { deframe, encodeCommand } from './frame'

const reportLength = 64
// The reports of one frame follow each other within milliseconds; what is unfinished after this long stays unfinished.
const truncatedAfterMs = 250
// In answer mode: often enough for feedback that feels immediate, seldom enough for the reader to finish its round.
const askEveryMs = 100
const answerWithinMs = 300
const recogniseAttempts = 3
// In push mode it says nothing as long as nothing lies on it. Longer than that it is asked, often enough for a dead handle to be found out
// before the next vial is, and seldom enough to be nothing beside its own reports.
const askAfterSilenceMs = 3000
const asksUntilSilent = 3

export class SwUhfReader extends OpenReader {
  private readonly recognised = new Once()
  private readonly exchanges: Exchanges<Message>
  private rest: Uint8Array = new Uint8Array()
  private cancelTruncation: () => void = () => undefined
  private cancelWatch: () => void = () => undefined
  private readonly answering = new Answering()
  /** It has said who it is, and would do so again. Some say nothing but tags while they push. */
  canBeAsked = false

  constructor(
    io: HidIo,
    private readonly options: ReaderOptions,
    ports: ReaderPorts,
  ) {
    super(io, ports)
    this.exchanges = new Exchanges(io, ports, askEveryMs)
    this.listen()
  }

  /** Asks who it is; true at the first well-formed frame of any kind, for in push mode a tag may be faster. */
  async recognise(): Promise<boolean> {
    let known = false
    this.recognised.subscribe(() => {
      known = true
    })
    for (let attempt = 0; attempt < recogniseAttempts && !known && !this.isStopped; attempt++) {
      await this.exchanges.ask(this.report(command.systemInfo), () => true, answerWithinMs)
    }
    return known
  }

  /**
   * Asks for inventories until the reader is closed, or lost for having left too many questions unanswered: for a reader in answer mode,
   * which says nothing by itself.
   */
  async poll(): Promise<void> {
    this.canBeAsked = true
    const isInventory = (message: Message) => message.kind === 'tags' || message.kind === 'malformed'
    while (!this.isStopped) {
      const reply = await this.exchanges.ask(this.report(command.inventory), isInventory, answerWithinMs)
      if (this.isStopped) return
      if (!this.answering.note(reply !== undefined)) return this.fallSilent()
    }
  }

  /** Asks a reader in push mode who it is whenever it has been silent for a while, until it is closed, or lost for not answering. */
  watch(): void {
    const { clock, timers } = this.ports
    const silentMs = clock.monotonicMs() - this.lastHeard.monotonicMs
    this.cancelWatch = timers.after(Math.max(askAfterSilenceMs - silentMs, askEveryMs), () => void this.askIfSilent())
  }

  private async askIfSilent(): Promise<void> {
    const isSilent = () => this.ports.clock.monotonicMs() - this.lastHeard.monotonicMs >= askAfterSilenceMs
    for (let ask = 0; ask < asksUntilSilent && isSilent() && !this.isStopped; ask++) {
      await this.exchanges.ask(this.report(command.systemInfo), () => true, answerWithinMs)
    }
    if (this.isStopped) return
    if (isSilent() && this.canBeAsked) return this.fallSilent()
    this.watch()
  }

  protected override stop() {
    super.stop()
    this.cancelTruncation()
    this.cancelWatch()
    this.exchanges.stop()
  }

  private report(code: number): Uint8Array {
    const frame = encodeCommand(code)
    const body = this.options.lengthPrefixedReports ? concat(Uint8Array.of(frame.length), frame) : frame
    return outputReport(body, reportLength)
  }

  private payload(report: Uint8Array): Uint8Array {
    return this.options.lengthPrefixedReports ? report.subarray(1, 1 + (report[0] ?? 0)) : report
  }

  protected receive(report: Uint8Array) {
    this.cancelTruncation()
    const { frames, rest, noise, badChecksum } = deframe(this.rest, this.payload(report))
    this.rest = rest
    for (const frame of frames) this.handle(decode(frame), frame.bytes)
    // Beside a good frame, stray bytes are a count or filler that some firmware adds; alone they are an unreadable report. A damaged
    // frame is told in either case: it may have held a second tag.
    if (badChecksum) this.emitMalformed('checksum', noise)
    else if (noise.length > 0 && frames.length === 0) this.emitMalformed('noise', noise)
    if (rest.length > 0) this.cancelTruncation = this.ports.timers.after(truncatedAfterMs, () => this.dropRest())
  }

  private handle(message: Message, bytes: Uint8Array) {
    this.recognised.happen()
    switch (message.kind) {
      case 'tags':
        if (message.serial && message.serial !== this.info.serial) this.info = { ...this.info, serial: message.serial }
        this.emit(message.sightings, bytes)
        break
      case 'systemInfo':
        this.canBeAsked = true
        this.info = { serial: message.serial, firmware: message.firmware }
        break
      case 'malformed':
        this.emitMalformed(message.reason, bytes)
        break
      case 'other':
        break
      default:
        assertNever(message)
    }
    this.exchanges.offer(message)
  }

  private dropRest() {
    const rest = this.rest
    this.rest = new Uint8Array()
    this.emitMalformed('truncated', rest)
  }
}
