// Decides of each key whether it is a person's, before it can press anything (docs/decisions/0074). Pure: strokes and times in, verdicts out.
import { burstStart, scannerMs } from './burst'
import { isCharacter, isHarmless, isLetter, isModifier, isWalking, type Stroke } from './stroke'

/** Milliseconds without a key after which what was held back is a person's, and a scan is over: twice a scanner's slowest. */
export const quietMs = 70
/** Milliseconds after a scan in which its ending (Enter, Tab) may still come. */
export const endingMs = 400
/** A timer later than this (ms) means that the window was busy, and that keys may be waiting: so long they get to be heard. */
const lateMs = 16
const graceMs = 150

/** `hold`: not yet; `act` follows for it, or nothing. */
export type Verdict = 'pass' | 'hold' | 'drop'

export type Outcome<Each extends Stroke> =
  /** A person's key that was held back: what it does is to be done now. */
  | { readonly kind: 'act'; readonly stroke: Each }
  /** These are a scanner's: what they have written is to be taken back. */
  | { readonly kind: 'recognized'; readonly strokes: readonly Each[] }
  | { readonly kind: 'scanned'; readonly strokes: readonly Each[] }

export interface Answer<Each extends Stroke> {
  readonly verdict: Verdict
  readonly outcomes: readonly Outcome<Each>[]
}

const none = [] as const

export class KeyGuard<Each extends Stroke> {
  /** Strokes without a pause between them. */
  private run: Each[] = []
  private held: Each[] = []
  /** The last scan, if a stroke of it comes later than anybody could wait: it is one scan all the same. */
  private over: { readonly run: Each[]; readonly from: number } | null = null
  /** Strokes of the run that were told already. */
  private told = 0
  /** Where in the run a scan begins; null while there is none. */
  private scanFrom: number | null = null
  /** What has ended a scan, or followed letters that nobody types there, presses nothing until then. */
  private strayUntilMs = Number.NEGATIVE_INFINITY
  private graceUntilMs: number | null = null
  private readonly fates = new Map<string, Verdict | 'acted'>()

  /** When `tick` is to be called next; null: not before the next stroke. */
  dueMs(): number | null {
    const last = this.run.at(-1)
    if (last === undefined || (this.held.length === 0 && this.scanFrom === null)) return null
    return this.graceUntilMs ?? last.atMs + this.patienceMs()
  }

  /** A scan is being typed. */
  isScanning(): boolean {
    return this.scanFrom !== null
  }

  /** Nobody may press anything: it is not known yet whose keys these are. */
  isWaiting(): boolean {
    return this.scanFrom !== null || this.held.length > 0
  }

  /** What the time alone decides, before a stroke that came at `atMs` is looked at. */
  settle(atMs: number): readonly Outcome<Each>[] {
    const last = this.run.at(-1)
    return last === undefined || atMs - last.atMs < this.patienceMs() ? none : this.finish()
  }

  /** The timer that was set for `dueMs`. */
  tick(nowMs: number): readonly Outcome<Each>[] {
    const due = this.dueMs()
    if (due === null || nowMs < due) return none
    if (this.graceUntilMs === null && nowMs - due > lateMs) {
      this.graceUntilMs = nowMs + graceMs
      return none
    }
    return this.finish()
  }

  /** The window has lost the keyboard: what was held back is nobody's any more, and a scan ends here. */
  end(): readonly Outcome<Each>[] {
    this.held = []
    return this.finish()
  }

  down(stroke: Each): Answer<Each> {
    if (isModifier(stroke)) return { verdict: 'pass', outcomes: none }
    if (stroke.repeat) return this.repeated(stroke)
    const before = this.settle(stroke.atMs)
    this.graceUntilMs = null
    this.goOn(stroke)
    this.run.push(stroke)
    const { verdict, outcomes } = this.judged(stroke)
    this.fates.set(stroke.code, verdict)
    if (verdict === 'hold') this.held.push(stroke)
    return { verdict, outcomes: [...before, ...outcomes] }
  }

  /** By the time at which its key went down, a stroke that the busy window has heard too late still belongs to the scan before. */
  private goOn({ atMs }: Each): void {
    const { over } = this
    this.over = null
    const last = over?.run.at(-1)
    if (over === null || last === undefined || this.run.length > 0 || atMs - last.atMs >= quietMs) return
    this.run = over.run
    this.told = over.run.length
    this.scanFrom = over.from
  }

  private judged(stroke: Each): Answer<Each> {
    if (this.scanFrom !== null) return { verdict: 'drop', outcomes: none }
    const start = burstStart(this.run)
    if (start !== null) {
      this.scanFrom = start
      this.held = []
      return { verdict: 'drop', outcomes: [{ kind: 'recognized', strokes: this.run.slice(start) }] }
    }
    return { verdict: this.alone(stroke), outcomes: none }
  }

  /** Of a stroke that makes no scan, as far as is known. */
  private alone(stroke: Each): Verdict {
    if (isLetter(stroke)) {
      // No hand writes a letter so soon after Enter: that was a scanner's, before its code.
      this.held = []
      if (stroke.place !== 'control' && stroke.place !== 'nowhere') return 'pass'
      if (stroke.key === '/' && stroke.atMs > this.strayUntilMs) return 'hold'
      this.strayUntilMs = stroke.atMs + endingMs
      return 'drop'
    }
    const before = this.run.at(-2)
    const follows = before !== undefined && isCharacter(before) && stroke.atMs - before.atMs < scannerMs
    if (stroke.atMs <= this.strayUntilMs || (follows && !isCharacter(stroke))) return 'drop'
    if (isHarmless(stroke)) return 'pass'
    // Held down over a remote desktop, a key comes again and again without being marked.
    return this.held.some(({ code }) => code === stroke.code) ? 'drop' : 'hold'
  }

  /** A key that is held down goes on walking or writing, if it did; nothing is pressed again and again. */
  private repeated(stroke: Each): Answer<Each> {
    const fate = this.fates.get(stroke.code)
    if (this.scanFrom !== null || fate === undefined) return { verdict: 'drop', outcomes: none }
    if (fate === 'acted' && isWalking(stroke)) return { verdict: 'drop', outcomes: [{ kind: 'act', stroke }] }
    return { verdict: fate === 'pass' ? 'pass' : 'drop', outcomes: none }
  }

  private patienceMs(): number {
    // `/` is not worth a pause between a person's `/` and what they search for.
    return this.scanFrom === null && this.held.at(-1)?.key === '/' ? scannerMs : quietMs
  }

  private finish(): readonly Outcome<Each>[] {
    const { run, held, scanFrom } = this
    this.run = []
    this.held = []
    this.scanFrom = null
    this.graceUntilMs = null
    if (scanFrom === null) {
      for (const { code } of held) this.fates.set(code, 'acted')
      return held.map((stroke) => ({ kind: 'act', stroke }))
    }
    this.strayUntilMs = (run.at(-1)?.atMs ?? 0) + endingMs
    const { told } = this
    this.told = 0
    // An ending alone is no news.
    if (told > 0 && !run.slice(told).some(isCharacter)) return none
    const from = Math.min(scanFrom, burstStart(run) ?? scanFrom)
    this.over = { run, from }
    return [{ kind: 'scanned', strokes: run.slice(from) }]
  }
}
