// The way from the engine to our page: each page, and each new engine, gets a fresh port.
import { type IpcMainEvent, ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import { isOurPage } from './renderer-files'

export interface PagePort {
  /** Opens a port from the page, if there is one, to the engine. */
  connect(): void
  /** Says whether the engine is there. */
  sendState(state: 'up' | 'down'): void
}

/** `toEngine` hands a port to the engine. */
export function pagePort(origin: string, toEngine: (port: MessagePortMain) => void): PagePort {
  let page: WebContents | null = null
  const connect = () => {
    if (page === null || page.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    toEngine(port1)
    page.postMessage('engine/port', null, [port2])
  }
  ipcMain.on('engine/wanted', (event) => {
    if (!isOurs(event, origin)) return
    page = event.sender
    connect()
  })
  return {
    connect,
    sendState(state) {
      if (page !== null && !page.isDestroyed()) page.send('engine/state', state)
    },
  }
}

// SECURITY: the port commands the bench: only the main frame of our own page gets one.
const isOurs = ({ senderFrame, sender }: IpcMainEvent, origin: string): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url, origin)
