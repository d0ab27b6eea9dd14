// The end of a channel to a renderer: Electron's MessagePortMain in the application, a worker_threads port in tests.
import type { FromEngine } from '../../../shared/ipc/contract'

export interface EnginePort {
  post(message: FromEngine): void
  /** One subscriber; messages from before are handed over first. */
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** What both kinds of port have in common; each names the message's value differently. */
interface AnyMessagePort {
  postMessage(message: FromEngine): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** `contentOf` takes the value out of what the port's `message` event hands over. */
export function enginePort(port: AnyMessagePort, contentOf: (message: unknown) => unknown): EnginePort {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (message) => listener(contentOf(message)))
      port.start()
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}
