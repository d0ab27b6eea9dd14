// An open RRHFOEM04: asks for ISO 15693 and ISO 14443A tags in turn, and tells both as one field.
import type { TagSighting } from '../../../../../shared/model/reader'
import type { ReaderOptions } from '../../../../../shared/model/reader-options'
import { outputReport } from '../../bytes'
import type { HidIo, ReaderPorts } from '../../reader'
import { Answering } from '../answering'
import { Exchanges } from '../exchanges'
import { OpenReader } from '../open-reader'
import { command, type Decoded, decodeIso14443a, decodeIso15693, decodeReaderInfo } from './decode'
import { encodeCommand, parseReply, type Reply, reportLength } from './frame'

// The manufacturer's library keeps 100 ms between commands; faster, answers get lost.
const gapMs = 100
const answerWithinMs = 500
const recogniseAttempts = 3
// Data rate and inventory flag, without the flag for a single slot: sixteen slots, so that several tags are told apart.
const sixteenSlots = 0x06

const request = (code: number, ...data: number[]) => outputReport(encodeCommand(code, ...data), reportLength)

const technologies = [
  { code: command.iso15693Inventory, report: request(command.iso15693Inventory, sixteenSlots), decode: decodeIso15693 },
  { code: command.iso14443aInventory, report: request(command.iso14443aInventory), decode: decodeIso14443a },
] as const

export class RrhfReader extends OpenReader {
  private readonly exchanges: Exchanges<Reply>
  readonly canBeAsked = true
  /** What the last answer to each command told; a command without a good one has no entry. */
  private readonly field = new Map<number, readonly TagSighting[]>()
  private readonly answering = new Answering()

  constructor(
    io: HidIo,
    private readonly options: ReaderOptions,
    ports: ReaderPorts,
  ) {
    super(io, ports)
    this.exchanges = new Exchanges(io, ports, gapMs)
    this.listen()
  }

  /** Asks who it is; false if nothing that is a reply to this command came. */
  async recognise(): Promise<boolean> {
    for (let attempt = 0; attempt < recogniseAttempts && !this.isStopped; attempt++) {
      const reply = await this.ask(command.readerInfo, request(command.readerInfo))
      if (reply) {
        this.info = decodeReaderInfo(reply)
        return true
      }
    }
    return false
  }

  /** Asks for tags until the reader is closed, or lost for having left too many questions unanswered. */
  async poll(): Promise<void> {
    while (!this.isStopped) {
      for (const technology of technologies) {
        const reply = await this.ask(technology.code, technology.report)
        if (this.isStopped) return
        if (reply) this.show(technology.code, technology.decode(reply), reply.bytes)
        else this.field.delete(technology.code)
        if (!this.answering.note(reply !== undefined)) return this.fallSilent()
      }
    }
  }

  /** One beep for accepted, two for refused; between two inventories, so it delays the next read by 100 ms each. */
  signal(cue: 'accepted' | 'refused'): void {
    const beeps = cue === 'accepted' ? 1 : 2
    for (let beep = 0; beep < beeps; beep++) void this.ask(command.beep, request(command.beep))
  }

  private ask(code: number, report: Uint8Array): Promise<Reply | undefined> {
    return this.exchanges.ask(report, (reply) => reply.command === code, answerWithinMs)
  }

  protected receive(report: Uint8Array) {
    const parsed = parseReply(report, this.options.checksum !== 'lenient')
    if (parsed.kind === 'malformed') this.emitMalformed(parsed.reason, report)
    else this.exchanges.offer(parsed.reply)
  }

  // Both technologies share one field: a vial of each kind on the reader must show as two tags, not as two in turn. While one of them has
  // not answered, or not legibly, it may hide a tag: then nothing is told of the other, neither that a tag is alone nor that none is there.
  private show(code: number, decoded: Decoded, bytes: Uint8Array) {
    if (decoded.kind === 'malformed') {
      this.field.delete(code)
      return this.emitMalformed(decoded.reason, bytes)
    }
    this.field.set(code, decoded.sightings)
    const told = technologies.map((technology) => this.field.get(technology.code))
    if (told.every((sightings) => sightings !== undefined)) this.emit(told.flat(), bytes)
  }

  protected override stop() {
    super.stop()
    this.exchanges.stop()
  }
}
