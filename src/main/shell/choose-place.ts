// Where a file goes, or which one is meant: the system's own dialog, so that the window never names a path.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { ChosenPlace, PlaceWish } from '../../shared/shell-messages'

const filterNames = { zip: 'ZIP', db: 'Cryobench' } as const

export interface PlaceNeeds {
  readonly window: BrowserWindow | null
  readonly dataDir: string
  readonly kiosk: boolean
}

export async function choosePlace(wish: PlaceWish, { window, dataDir, kiosk }: PlaceNeeds): Promise<ChosenPlace> {
  // SECURITY: a kiosk has no way out, and the system's dialog shows all of the computer's files, to be renamed and deleted.
  if (kiosk)
    return wish.kind === 'open' ? { kind: 'kiosk' } : { kind: 'chosen', path: await exportPath(dataDir, wish.name) }
  const filters = [{ name: filterNames[wish.extension], extensions: [wish.extension] }]
  if (wish.kind === 'open') {
    const options = { filters, properties: ['openFile' as const] }
    const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return filePaths[0] === undefined ? { kind: 'nothing' } : { kind: 'chosen', path: filePaths[0] }
  }
  const options = { filters, defaultPath: join(app.getPath('documents'), wish.name) }
  const { filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return filePath ? { kind: 'chosen', path: filePath } : { kind: 'nothing' }
}

async function exportPath(dataDir: string, name: string): Promise<string> {
  const folder = join(dataDir, 'exports')
  await mkdir(folder, { recursive: true })
  return join(folder, name)
}
