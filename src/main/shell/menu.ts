import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/** A bench needs no menu; macOS needs one for copy, paste and quit, and developers for reload and tools. */
export function setMenu(): void {
  const items: MenuItemConstructorOptions[] = []
  if (process.platform === 'darwin') items.push({ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' })
  if (!app.isPackaged) items.push({ role: 'viewMenu' })
  Menu.setApplicationMenu(items.length === 0 ? null : Menu.buildFromTemplate(items))
}
