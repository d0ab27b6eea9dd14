// Where a new file goes, or which file is meant. The system's own dialog asks, so that the window never names a path.
import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { ChosenFile, FileChoice } from '../../shared/shell-messages'
import { makeFolder } from './disk'

const filterNames = { zip: 'ZIP', db: 'Cryobench' } as const

export interface ChooseFileNeeds {
  readonly window: BrowserWindow | null
  readonly dataDir: string
  readonly kiosk: boolean
}

export async function chooseFile(choice: FileChoice, { window, dataDir, kiosk }: ChooseFileNeeds): Promise<ChosenFile> {
  // SECURITY: a kiosk has no way out, and the system's dialog shows all of the computer's files, to be renamed and deleted.
  if (kiosk)
    return choice.kind === 'open' ? { kind: 'kiosk' } : { kind: 'chosen', path: exportPath(dataDir, choice.name) }
  const filters = [{ name: filterNames[choice.extension], extensions: [choice.extension] }]
  if (choice.kind === 'open') {
    const options = { filters, properties: ['openFile' as const] }
    const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return filePaths[0] === undefined ? { kind: 'nothing' } : { kind: 'chosen', path: filePaths[0] }
  }
  const options = { filters, defaultPath: join(app.getPath('documents'), choice.name) }
  const { filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return filePath ? { kind: 'chosen', path: filePath } : { kind: 'nothing' }
}

function exportPath(dataDir: string, name: string): string {
  const folder = join(dataDir, 'exports')
  // Without the folder the file can't be written, and whoever writes it says why.
  makeFolder(folder)
  return join(folder, name)
}
