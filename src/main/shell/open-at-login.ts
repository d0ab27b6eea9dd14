// Whether the bench opens with the session. Windows and macOS have a list for it; on Linux it is a file in the user's folder.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { replaceFile } from '../../platform/atomic-file'

/** `undefined`: nobody has laid anything down, and what is set stays. */
export function openAtLogin(wanted: boolean | undefined): void {
  // From source there is no program that a session could start.
  if (wanted === undefined || !app.isPackaged) return
  if (process.platform === 'linux') keepEntry(wanted)
  else app.setLoginItemSettings({ openAtLogin: wanted })
}

function keepEntry(wanted: boolean): void {
  const file = join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart', 'cryobench.desktop')
  if (!wanted) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(dirname(file), { recursive: true })
  replaceFile(file, autostartEntry(existsSync(launcher) ? launcher : process.execPath), { mode: 0o644 })
}

/** Of the deb and the rpm: it sees to it that a new version comes up. */
const launcher = '/usr/bin/cryobench'

export const autostartEntry = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Cryobench',
    `Exec="${program}"`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
