import { describe, expect, it } from 'vitest'
import { openProblem, portFromSysfs } from '../../../../../../src/main/engine/readers/hid/problems'

describe('what node-hid says when it fails', () => {
  it.each([
    ['cannot open device with path /dev/hidraw0', 'EACCES', 'permission'],
    ['cannot open device with path /dev/hidraw0', 'ENOENT', 'gone'],
    ['hid_open_path: failed: (0xE00002C5) exclusive access and device already open', undefined, 'busy'],
    ['hid_open_path: failed: (0xE00002E2) not permitted', undefined, 'permission'],
    ['CreateFile: Access is denied.', undefined, 'permission'],
    ['cannot open device with path x', undefined, 'error'],
  ])('reads "%s" with %s as %s', (message, code, kind) => {
    expect(openProblem(message, code).kind).toBe(kind)
  })

  it.each([
    ['../../devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4.2/1-4.2:1.0/0003:1A86:E010.0001/hidraw/hidraw0', '1-4.2'],
    ['../../devices/virtual/misc/uhid/0005:046D:B342.0003/hidraw/hidraw1', undefined],
  ])('finds the port in %s', (target, port) => {
    expect(portFromSysfs(target)).toBe(port)
  })
})
