// One request on its way to central and back, as the weather has it.
import type { CentralHost, Reply } from './central-host'
import type { Owner, Schedule } from './schedule'

/** What becomes of one request. */
export interface Fate {
  readonly lostThere: boolean
  readonly lostBack: boolean
  readonly thereMs: number
  readonly backMs: number
  /** The same request once more, so much later; its answer is heard by nobody. */
  readonly againMs: number | null
  readonly instead: { readonly status: number; readonly retryAfter: number | null; readonly isBefore: boolean } | null
  /** How much of the body arrives. */
  readonly cutAt: number | null
  readonly cutsCleanly: boolean
}

const encoder = new TextEncoder()
/** A connection whose other end has gone is noticed by central when it writes, after so long. */
const resetMs = 60_000

/** What an exchange meets on its way. */
export interface Context {
  readonly schedule: Schedule
  readonly central: CentralHost
  readonly owner: Owner
  isCut(name: string, way: 'there' | 'back'): boolean
  refuses(name: string): boolean
  say(who: string, what: string): void
  fault(): void
}

interface Answering {
  resolve(response: Response): void
  reject(error: Error): void
}

const aborted = () => new DOMException('This operation was aborted', 'AbortError')

/** One request on its way there and back. */
export class Exchange {
  private readonly path: string
  private isOver = false
  /** Cut off without a word: this end knows nothing of it. */
  private isSilent = false
  private body: ReadableStreamDefaultController<Uint8Array> | null = null
  private hangUp: (() => void) | null = null
  private lastMs = 0

  constructor(
    private readonly context: Context,
    private readonly process: Owner,
    url: string,
    private readonly init: RequestInit,
    private readonly fate: Fate,
    private readonly answering: Answering,
  ) {
    const { pathname, search } = new URL(url)
    this.path = `${pathname}${search}`
    init.signal?.addEventListener('abort', () => this.abort(), { once: true })
    if (init.signal?.aborted) {
      this.abort()
      return
    }
    this.go(fate.thereMs, false)
    if (fate.againMs !== null) {
      context.fault()
      this.go(fate.thereMs + fate.againMs, true)
    }
  }

  private go(delayMs: number, isAgain: boolean) {
    const { schedule, owner } = this.context
    schedule.after(delayMs, owner, () => {
      void this.arrive(isAgain).catch((error: unknown) =>
        this.break(error instanceof Error ? error : new Error(String(error))),
      )
    })
  }

  private async arrive(isAgain: boolean) {
    const { context, fate, process } = this
    const isLost = fate.lostThere || context.isCut(process.name, 'there')
    if (isLost) {
      context.fault()
      if (context.refuses(process.name) || fate.cutsCleanly) this.break(new TypeError('fetch failed'))
      return
    }
    const { instead } = fate
    if (instead?.isBefore) {
      context.fault()
      // Nobody hears the answer to the second one.
      if (isAgain) return
      return this.back({ status: instead.status, headers: wrongHeaders(instead.retryAfter), text: '<h1>no</h1>' })
    }
    const reply = await context.central.receive(this.path, this.init)
    if (isAgain) return reply?.hangUp?.()
    if (reply === null) return this.break(new TypeError('fetch failed'))
    context.say(process.name, `${this.init.method ?? 'GET'} ${this.path.slice(8, 60)} ${reply.status}`)
    if (instead !== null) {
      context.fault()
      reply.hangUp?.()
      return this.back({ status: instead.status, headers: wrongHeaders(instead.retryAfter), text: 'no' })
    }
    this.back(reply)
  }

  /** The answer's way back. */
  private back(reply: Reply) {
    const { schedule, owner } = this.context
    this.hangUp = reply.hangUp ?? null
    this.lastMs = schedule.nowMs + this.fate.backMs
    schedule.at(this.lastMs, owner, () => this.deliver(reply))
    reply.stream?.({
      chunk: (chunk) => this.carry(chunk),
      end: () => this.later(() => this.body?.error(new TypeError('terminated'))),
    })
  }

  private deliver(reply: Reply) {
    const { context, process, fate } = this
    if (this.isOver) return reply.hangUp?.()
    if (fate.lostBack || context.isCut(process.name, 'back')) {
      context.fault()
      return this.goSilent()
    }
    if (!process.isAlive) return this.goSilent()
    const { status, headers, text } = reply
    if (text === null || reply.stream !== undefined || isLong(this.path)) {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          this.body = controller
        },
        cancel: () => this.abort(),
      })
      this.answering.resolve(new Response(body, { status, headers }))
      if (text !== null) this.carryPieces(text)
      return
    }
    if (status === 204) return this.answering.resolve(new Response(null, { status, headers }))
    if (fate.cutAt === null) return this.answering.resolve(new Response(text, { status, headers }))
    context.fault()
    const part = text.slice(0, Math.floor(text.length * fate.cutAt))
    if (fate.cutsCleanly) return this.answering.resolve(new Response(part, { status, headers }))
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(encoder.encode(part))
        queueMicrotask(() => controller.error(new TypeError('terminated')))
      },
    })
    this.answering.resolve(new Response(body, { status, headers }))
  }

  /** A long body comes in pieces that take their time, and may end in the middle. */
  private carryPieces(text: string) {
    const { fate, context } = this
    const bytes = encoder.encode(text)
    const size = Math.max(2_000, Math.ceil(bytes.length / 6))
    const end = fate.cutAt === null ? bytes.length : Math.floor(bytes.length * fate.cutAt)
    if (fate.cutAt !== null) context.fault()
    for (let from = 0; from < end; from += size) this.carry(bytes.slice(from, Math.min(end, from + size)))
    this.later(() => {
      if (fate.cutAt === null || fate.cutsCleanly) this.body?.close()
      else this.body?.error(new TypeError('terminated'))
      this.isOver = true
    })
  }

  private carry(chunk: Uint8Array) {
    this.later(() => this.body?.enqueue(chunk))
  }

  /** In the order of what was sent; from a cut on nothing comes any more. */
  private later(arrive: () => void) {
    const { schedule, owner } = this.context
    this.lastMs = Math.max(this.lastMs, schedule.nowMs + this.fate.backMs)
    schedule.at(this.lastMs, owner, () => {
      if (this.isOver || !this.process.isAlive) return
      if (this.context.isCut(this.process.name, 'back')) return this.goSilent()
      arrive()
    })
  }

  /** Nothing arrives any more; the other end notices later. */
  private goSilent() {
    const { schedule, owner } = this.context
    const { hangUp } = this
    if (hangUp !== null) schedule.after(resetMs, owner, hangUp)
    this.isOver = true
    this.isSilent = true
  }

  private abort() {
    if (this.isOver && !this.isSilent) return
    const { schedule, owner } = this.context
    this.isOver = true
    this.isSilent = false
    this.answering.reject(aborted())
    try {
      this.body?.error(aborted())
    } catch {
      // Closed already.
    }
    if (this.hangUp !== null) schedule.after(this.fate.thereMs, owner, this.hangUp)
  }

  private break(error: Error) {
    if (this.isOver) return
    this.isOver = true
    const { schedule, owner } = this.context
    schedule.after(this.fate.backMs, owner, () => {
      if (this.process.isAlive) this.answering.reject(error)
    })
  }
}

const isLong = (path: string) => path.includes('/snapshot')
const wrongHeaders = (retryAfter: number | null): Record<string, string> => ({
  'content-type': 'text/html',
  ...(retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
})
