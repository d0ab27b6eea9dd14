// The only file that says window.bench: everything the renderer knows of the engine comes through here.
import { errorText } from '../shared/error-text'
import type { Answer, BenchBridge, EventName, Events, Input, RequestName } from '../shared/ipc/contract'

declare global {
  interface Window {
    readonly bench: BenchBridge
  }
}

/** The bridge that the preload built. A function, so that modules can be loaded where there is no window. */
export const bridge = (): BenchBridge => window.bench

/** Asks the engine. Never throws: a port that broke is answered as `failed`. */
export async function ask<Name extends RequestName>(name: Name, input: Input<Name>): Promise<Answer<Name>> {
  try {
    return await bridge().request(name, input)
  } catch (error) {
    return { ok: false, problem: { kind: 'failed', detail: errorText(error) } }
  }
}

/** Listens to the engine; returns what stops it. */
export const listen = <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): (() => void) =>
  bridge().on(name, (json) => {
    const payload: Events[Name] = JSON.parse(json)
    listener(payload)
  })
