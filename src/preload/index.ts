// Builds `window.bench` from the contract's names. Ports and Electron stay on this side of the isolation.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Answer, BenchBridge, FromEngine, Input, RequestName } from '../shared/ipc/contract'
import { EnginePipe } from './engine-pipe'

const pipe = new EnginePipe()

ipcRenderer.on('engine/port', ({ ports: [port] }: IpcRendererEvent) => {
  if (port === undefined) return
  port.onmessage = ({ data }: MessageEvent<FromEngine>) => {
    // A scan's result is drawn within this task: asked for first, its frame is on the way meanwhile.
    if (data.kind === 'event' && data.name === 'tagging/changed') requestAnimationFrame(() => undefined)
    pipe.take(data)
  }
  pipe.attach((message) => port.postMessage(message))
})
ipcRenderer.on('engine/state', (_event: IpcRendererEvent, state: 'up' | 'down') => pipe.moved(state))
ipcRenderer.send('engine/wanted')

const bench: BenchBridge = {
  request: <Name extends RequestName>(name: Name, input: Input<Name>) =>
    // The engine answers by the contract; the port itself carries no types.
    pipe.request(name, input) as Promise<Answer<Name>>,
  on: (name, listener) => pipe.on(name, listener),
  onEngine: (listener) => pipe.onEngine(listener),
}

// SECURITY: the page gets these three functions, and neither ipcRenderer nor a port.
contextBridge.exposeInMainWorld('bench', bench)
