// The /sys and /dev entries by which udev, and through it hidapi, finds one USB HID device.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export interface FakeDeviceOptions {
  readonly vendorId: number
  readonly productId: number
  readonly manufacturer?: string
  readonly product?: string
  readonly serial?: string
  readonly interface?: number
  readonly reportDescriptor: Uint8Array
}

const hex = (value: number, width: number) => value.toString(16).padStart(width, '0')
const hexUpper = (value: number, width: number) => hex(value, width).toUpperCase()
const release = 0x0100

/** Names and folders of device number `index`; the USB port is `1-<index + 1>`. */
export function layoutOf(index: number, options: FakeDeviceOptions) {
  const port = `1-${index + 1}`
  const usb = `devices/pci0000:00/0000:00:14.0/usb1/${port}`
  const usbInterface = `${usb}/${port}:1.${options.interface ?? 0}`
  const hidName = `0003:${hexUpper(options.vendorId, 4)}:${hexUpper(options.productId, 4)}.${hexUpper(index + 1, 4)}`
  const hid = `${usbInterface}/${hidName}`
  const node = `hidraw${index}`
  return {
    node,
    usb,
    usbInterface,
    hid,
    hidName,
    raw: `${hid}/hidraw/${node}`,
    classLink: `class/hidraw/${node}`,
    links: {
      [`bus/usb/devices/${port}`]: usb,
      [`bus/usb/devices/${port}:1.${options.interface ?? 0}`]: usbInterface,
      [`bus/hid/devices/${hidName}`]: hid,
      [`dev/char/240:${index}`]: `${hid}/hidraw/${node}`,
    },
    physicalAddress: `usb-0000:00:14.0-${index + 1}/input0`,
  }
}

export type Layout = ReturnType<typeof layoutOf>

const lines = (entries: Record<string, string>) =>
  Object.entries(entries)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')

function attributes(index: number, options: FakeDeviceOptions, layout: Layout, bed: string) {
  const { vendorId, productId, manufacturer = '', product = '', serial = '' } = options
  const number = String(index + 2)
  const usbProduct = `${vendorId.toString(16)}/${productId.toString(16)}/${release.toString(16)}`
  const texts = Object.entries({ manufacturer, product, serial }).filter(([, text]) => text !== '')
  return {
    usb: {
      uevent: lines({
        MAJOR: '189',
        MINOR: String(index + 1),
        DEVNAME: `bus/usb/001/${number.padStart(3, '0')}`,
        DEVTYPE: 'usb_device',
        DRIVER: 'usb',
        PRODUCT: usbProduct,
        TYPE: '0/0/0',
        BUSNUM: '001',
        DEVNUM: number.padStart(3, '0'),
      }),
      idVendor: `${hex(vendorId, 4)}\n`,
      idProduct: `${hex(productId, 4)}\n`,
      bcdDevice: `${hex(release, 4)}\n`,
      busnum: '1\n',
      devnum: `${number}\n`,
      speed: '12\n',
      bDeviceClass: '00\n',
      bConfigurationValue: '1\n',
      ...Object.fromEntries(texts.map(([name, text]) => [name, `${text}\n`])),
    },
    usbInterface: {
      uevent: lines({ DEVTYPE: 'usb_interface', DRIVER: 'usbhid', PRODUCT: usbProduct, INTERFACE: '3/0/0' }),
      bInterfaceNumber: `${hex(options.interface ?? 0, 2)}\n`,
      bInterfaceClass: '03\n',
      bInterfaceSubClass: '00\n',
      bInterfaceProtocol: '00\n',
      bNumEndpoints: '02\n',
    },
    hid: {
      uevent: lines({
        DRIVER: 'hid-generic',
        HID_ID: `0003:${hexUpper(vendorId, 8)}:${hexUpper(productId, 8)}`,
        HID_NAME: `${manufacturer} ${product}`,
        // Beds are machines of their own: no two have the same device.
        HID_PHYS: `${bed}/${layout.physicalAddress}`,
        HID_UNIQ: serial,
      }),
      report_descriptor: options.reportDescriptor,
    },
    raw: { uevent: lines({ MAJOR: '240', MINOR: String(index), DEVNAME: layout.node }), dev: `240:${index}\n` },
  }
}

const up = (path: string) => '../'.repeat(path.split('/').length)

function link(root: string, path: string, target: string) {
  const file = join(root, 'sys', path)
  mkdirSync(dirname(file), { recursive: true })
  symlinkSync(up(dirname(path)) + target, file)
}

function folder(root: string, path: string, subsystem: string, files: Record<string, string | Uint8Array>) {
  mkdirSync(join(root, 'sys', path), { recursive: true })
  symlinkSync(up(path) + subsystem, join(root, 'sys', path, 'subsystem'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, 'sys', path, name), content)
}

/** Writes all but the class link, which `showDevice` adds: until then nobody finds the device half made. */
export function writeDevice(root: string, index: number, options: FakeDeviceOptions, layout: Layout): void {
  const files = attributes(index, options, layout, basename(root))
  folder(root, layout.usb, 'bus/usb', files.usb)
  folder(root, layout.usbInterface, 'bus/usb', files.usbInterface)
  folder(root, layout.hid, 'bus/hid', files.hid)
  folder(root, layout.raw, 'class/hidraw', files.raw)
  symlinkSync(`../../../${layout.hidName}`, join(root, 'sys', layout.raw, 'device'))
  for (const [path, target] of Object.entries(layout.links)) link(root, path, target)
  execFileSync('mkfifo', ['-m', '600', join(root, 'dev', layout.node)])
  mkdirSync(join(root, 'dev/.node'), { recursive: true })
  symlinkSync(`240:${index}`, join(root, 'dev/.node', layout.node))
}

export function showDevice(root: string, layout: Layout): void {
  link(root, layout.classLink, layout.raw)
}

export function removeDevice(root: string, layout: Layout): void {
  const sysPaths = [layout.classLink, ...Object.keys(layout.links), layout.usb].map((path) => `sys/${path}`)
  for (const path of [...sysPaths, `dev/${layout.node}`, `dev/.node/${layout.node}`]) {
    rmSync(join(root, path), { recursive: true, force: true })
  }
}
