import type { HidOpenProblem } from '../reader'

// macOS says so by kIOReturnExclusiveAccess and kIOReturnNotPermitted, Windows by its sentences.
const busyWords = /busy|exclusive|sharing violation|used by another process|0xE00002C5/i
const permissionWords = /permission|not permitted|access (?:is )?denied|privilege|0xE00002E2/i

/** Why an open failed, from node-hid's message and, on Linux, the code of a failed access to the device file. */
export function openProblem(message: string, accessCode: string | undefined): HidOpenProblem {
  if (accessCode === 'EACCES' || accessCode === 'EPERM') return { kind: 'permission' }
  if (accessCode === 'ENOENT') return { kind: 'gone' }
  if (busyWords.test(message)) return { kind: 'busy' }
  if (permissionWords.test(message)) return { kind: 'permission' }
  return { kind: 'error', detail: message }
}

/** `hidraw3`, by which Linux's /sys knows the device; undefined for a path that is no such node's. */
export const hidrawName = (path: string): string | undefined => /^\/dev\/(hidraw\d+)$/.exec(path)?.[1]

/** `1-4.2` from `…/usb1/1-4/1-4.2/1-4.2:1.0/…`: the folder of the USB interface names the port before its colon. */
export function portFromSysfs(target: string): string | undefined {
  return /\/(\d+-[\d.]+):\d+\.\d+\//.exec(target)?.[1]
}
