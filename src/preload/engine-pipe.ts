// Requests and answers over whichever port leads to the engine now. Without Electron, so that it is tested as it is.
import type { FromEngine, ToEngine } from '../shared/ipc/contract'
import { eventNames, requestNames } from '../shared/ipc/names'

type Reply = Extract<FromEngine, { kind: 'answer' }>['answer']
type Post = (message: ToEngine) => void

interface Pending {
  readonly message: ToEngine
  readonly resolve: (reply: Reply) => void
  sent: boolean
}

const refusal = (kind: 'invalid' | 'failed', detail: string): Reply => ({
  ok: false,
  problem: kind === 'invalid' ? { kind, field: detail } : { kind, detail },
})

export class EnginePipe {
  private post: Post | null = null
  private lastId = 0
  private readonly pending = new Map<number, Pending>()
  private readonly listeners = new Map<string, Set<(json: string) => void>>()
  private readonly watchers = new Set<(state: 'up' | 'down') => void>()

  /** A port to an engine. Requests that were made before it go out now, in their order. */
  attach(post: Post): void {
    this.fail()
    this.post = post
    for (const pending of this.pending.values()) this.send(pending)
  }

  take(message: FromEngine): void {
    if (message.kind === 'event') {
      for (const listener of [...(this.listeners.get(message.name) ?? [])]) listener(message.json)
      return
    }
    const pending = this.pending.get(message.id)
    this.pending.delete(message.id)
    pending?.resolve(message.answer)
  }

  moved(state: 'up' | 'down'): void {
    if (state === 'down') {
      this.post = null
      this.fail()
    }
    for (const watcher of [...this.watchers]) watcher(state)
  }

  request(name: string, input: unknown): Promise<Reply> {
    if (!Object.hasOwn(requestNames, name)) return Promise.resolve(refusal('invalid', 'name'))
    return new Promise((resolve) => {
      const pending: Pending = { message: { id: ++this.lastId, name, input }, resolve, sent: false }
      this.pending.set(pending.message.id, pending)
      this.send(pending)
    })
  }

  on(name: string, listener: (json: string) => void): () => void {
    if (!Object.hasOwn(eventNames, name)) return () => undefined
    const listeners = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

  onEngine(watcher: (state: 'up' | 'down') => void): () => void {
    this.watchers.add(watcher)
    return () => {
      this.watchers.delete(watcher)
    }
  }

  private send(pending: Pending): void {
    if (this.post === null || pending.sent) return
    pending.sent = true
    this.post(pending.message)
  }

  /** What was asked of an engine that is gone gets no answer any more; whether it took effect, the next snapshot shows. */
  private fail(): void {
    for (const [id, pending] of this.pending) {
      if (!pending.sent) continue
      this.pending.delete(id)
      pending.resolve(refusal('failed', 'engineRestarted'))
    }
  }
}
