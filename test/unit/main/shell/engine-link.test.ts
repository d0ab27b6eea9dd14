import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import type { EngineEvents } from '../../../../src/main/shell/engine-messages'
import { ok } from '../../../../src/shared/result'
import type { EngineStart } from '../../../../src/shared/shell-messages'

const page = { isDestroyed: () => false, send: vi.fn(), postMessage: vi.fn(), mainFrame: { url: 'app://bundle/' } }
const ipcMain = new EventEmitter()
const engines: EventEmitter[] = []
vi.mock('electron', () => ({
  ipcMain,
  MessageChannelMain: class {
    port1 = {}
    port2 = {}
  },
  utilityProcess: {
    fork() {
      const made = Object.assign(new EventEmitter(), { stdout: null, stderr: null, postMessage: () => undefined })
      engines.push(made)
      return made
    },
  },
}))
const { EngineLink } = await import('../../../../src/main/shell/engine-link')

it('tells the page that the engine is gone before anything else is done about it', () => {
  const order: string[] = []
  page.send.mockImplementation((_channel: string, state: string) => void order.push(state))
  const start: Partial<EngineStart> = { mode: 'bench' }
  const events: Partial<EngineEvents> = { busy: () => void order.push('busy') }
  new EngineLink({
    file: 'engine.cjs',
    start: start as EngineStart,
    origin: 'app://bundle',
    secrets: { get: () => ok(null), set: () => ok(null), protection: () => 'system' },
    log: { say: () => undefined, open: async () => undefined, close: async () => undefined },
    crashed() {
      order.push('crashed')
      throw new Error('ENOSPC: no space left on device')
    },
    events: events as EngineEvents,
  })
  ipcMain.emit('engine/wanted', { sender: page, senderFrame: page.mainFrame })
  expect(() => engines[0]?.emit('exit', 1)).toThrow('ENOSPC')
  expect(order).toEqual(['down', 'busy', 'crashed'])
})
