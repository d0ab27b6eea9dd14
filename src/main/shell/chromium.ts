// How Chromium runs, whatever it shows. Before Electron is ready.
import { app } from 'electron'

export function setUpChromium(): void {
  // SECURITY: every renderer is sandboxed. As root Chromium needs --no-sandbox, and with both each child process is killed.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // The bench draws still text: without the graphics card a frame is on screen sooner, and no driver can take the window with it.
  app.disableHardwareAcceleration()
  // The window loads nothing but app://, and an update comes long after it: a process for Chromium's network would only hold up the start.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2')
  // A vial on the reader must sound before anybody has touched the window.
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
}

/** The language in which Chromium itself speaks, and which a page asks for first. */
export function setChromiumLanguage(lang: string | undefined): void {
  if (lang !== undefined) app.commandLine.appendSwitch('lang', lang)
}
