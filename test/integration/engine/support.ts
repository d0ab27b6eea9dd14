// An engine under plain Node, asked over a real port as the window asks it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import type { Secrets } from '../../../src/main/engine/central/connection/secrets'
import { startEngine } from '../../../src/main/engine/compose'
import type { Engine, EngineOptions } from '../../../src/main/engine/engine'
import { enginePort } from '../../../src/main/engine/ipc/port'
import { systemClock, systemIds, systemRandom, systemTimers } from '../../../src/platform/system-ports'
import { EnginePipe } from '../../../src/preload/engine-pipe'
import type {
  Answer,
  EventName,
  Events,
  FromEngine,
  Input,
  RequestName,
  Values,
} from '../../../src/shared/ipc/contract'

export interface TestEngine {
  readonly engine: Engine
  request<Name extends RequestName>(name: Name, input: Input<Name>): Promise<Answer<Name>>
  /** As `request`; throws if it is refused. */
  value<Name extends RequestName>(name: Name, input: Input<Name>): Promise<Values[Name]>
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void
  stop(): Promise<void>
}

/** Secrets as the shell keeps them, across restarts of the engine. */
export function keptSecrets(): Secrets {
  const kept = new Map<string, string>()
  return {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => void kept.set(name, value),
  }
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'engine-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export function testEngine(options: Pick<EngineOptions, 'dataDir' | 'secrets'> & Partial<EngineOptions>): TestEngine {
  const engine = startEngine({
    mode: 'demo',
    benchName: 'Bench 1',
    language: 'system',
    hid: null,
    fetch: (url, init) => fetch(url, init),
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    ids: systemIds,
    central: null,
    recovered: false,
    report: (error) => console.error(error),
    ...options,
  })
  const { port1, port2 } = new MessageChannel()
  engine.connect(enginePort(port1, (message) => message))
  const pipe = new EnginePipe()
  port2.on('message', (message: FromEngine) => pipe.take(message))
  pipe.attach((message) => port2.postMessage(message))
  const request = <Name extends RequestName>(name: Name, input: Input<Name>) =>
    pipe.request(name, input) as Promise<Answer<Name>>
  return {
    engine,
    request,
    async value(name, input) {
      const answer = await request(name, input)
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
      return answer.value
    },
    on: (name, listener) => pipe.on(name, (json) => listener(JSON.parse(json))),
    async stop() {
      port2.close()
      await engine.stop()
    },
  }
}

/** Asks until it holds; the test's own time limit is the only one. */
export async function until<Value>(ask: () => Promise<Value | null | undefined | false>): Promise<Value> {
  for (;;) {
    const value = await ask()
    if (value) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
