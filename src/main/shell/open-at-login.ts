// Whether the bench opens with the session. Windows and macOS have a list for it; on Linux it is a file in the user's folder.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { ok } from '../../shared/result'
import { makeFolder, removeFromDisk, replaceOnDisk, type Written } from './disk'

/** `undefined`: nobody has laid anything down, and what is set stays. */
export function openAtLogin(wanted: boolean | undefined): Written {
  // From source there is no program that a session could start.
  if (wanted === undefined || !app.isPackaged) return ok(null)
  if (process.platform === 'linux') return keepEntry(wanted)
  app.setLoginItemSettings({ openAtLogin: wanted })
  return ok(null)
}

function keepEntry(wanted: boolean): Written {
  const file = join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart', 'cryobench.desktop')
  if (!wanted) return removeFromDisk(file)
  const made = makeFolder(dirname(file), 0o755)
  if (!made.ok) return made
  return replaceOnDisk(file, autostartEntry(existsSync(launcher) ? launcher : process.execPath), { mode: 0o644 })
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
