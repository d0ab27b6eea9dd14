// Where a new file goes, or which file is meant. The system's own dialog asks, so that the window never names a path.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { ChosenFile, FileChoice } from '../../shared/shell-messages'

const filterNames = { zip: 'ZIP', db: 'Cryobench' } as const

export interface ChooseFileNeeds {
  readonly window: BrowserWindow | null
  readonly dataDir: string
  readonly kiosk: boolean
}

export async function chooseFile(choice: FileChoice, { window, dataDir, kiosk }: ChooseFileNeeds): Promise<ChosenFile> {
  // SECURITY: a kiosk has no way out, and the system's dialog shows all of the computer's files, to be renamed and deleted.
  if (kiosk)
    return choice.kind === 'open' ? { kind: 'kiosk' } : { kind: 'chosen', path: await exportPath(dataDir, choice.name) }
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

async function exportPath(dataDir: string, name: string): Promise<string> {
  const folder = join(dataDir, 'exports')
  await mkdir(folder, { recursive: true })
  return join(folder, name)
}
