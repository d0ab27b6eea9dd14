// An open SW UHF reader: reports in, inventories out.
import { assertNever } from '../../../../../shared/assert-never'
import { concat, outputReport } from '../../bytes'
import { Once } from '../../held-channel'
import type { HidIo, ReaderOptions, ReaderPorts } from '../../reader'
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

export class SwUhfReader extends OpenReader {
  private readonly recognised = new Once()
  private readonly exchanges: Exchanges<Message>
  private rest: Uint8Array = new Uint8Array()
  private cancelTruncation: () => void = () => undefined

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

  /** Asks for inventories until the reader is closed: for a reader in answer mode, which says nothing by itself. */
  async poll(): Promise<void> {
    const isInventory = (message: Message) => message.kind === 'tags' || message.kind === 'malformed'
    while (!this.isStopped) await this.exchanges.ask(this.report(command.inventory), isInventory, answerWithinMs)
  }

  protected override stop() {
    super.stop()
    this.cancelTruncation()
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
