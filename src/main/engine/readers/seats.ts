// Which reader a device in the list is; pure. A path names a device only while it is plugged in, a serial number only
// if no twin has it, so two identical readers are told apart by the port they sit in.
import type { HidDeviceInfo } from './reader'

export interface Listed {
  readonly modelId: string
  readonly device: HidDeviceInfo
}

export interface SeatedReader extends Listed {
  readonly seat: string
  /** Plugged in at the last poll. */
  readonly present: boolean
}

export type Seating<K extends SeatedReader> =
  | { readonly kind: 'known'; readonly known: K; readonly device: HidDeviceInfo }
  | { readonly kind: 'new'; readonly seat: string; readonly modelId: string; readonly device: HidDeviceInfo }

const sameSerial = (a: Listed, b: Listed) =>
  a.modelId === b.modelId && a.device.serial !== undefined && a.device.serial === b.device.serial

function hasTwin(one: Listed, listed: readonly Listed[], known: readonly SeatedReader[]): boolean {
  return [listed, known].some((list) => list.filter((other) => sameSerial(one, other)).length > 1)
}

function isSamePlace(one: Listed, known: SeatedReader): boolean {
  if (one.modelId !== known.modelId || (one.device.serial ?? '') !== (known.device.serial ?? '')) return false
  return one.device.port !== undefined ? one.device.port === known.device.port : one.device.path === known.device.path
}

function freeSeat(wanted: string, modelId: string, known: readonly SeatedReader[]): string {
  const taken = known.filter((one) => one.modelId === modelId).map((one) => one.seat)
  if (!taken.includes(wanted)) return wanted
  for (let number = 2; ; number++) {
    const seat = `${wanted} (${number})`
    if (!taken.includes(seat)) return seat
  }
}

/** Seats each listed device once; devices on the same path count once. A known reader that is not seated has gone. */
export function seatDevices<K extends SeatedReader>(
  known: readonly K[],
  listed: readonly Listed[],
): readonly Seating<K>[] {
  const devices = [...new Map([...listed].reverse().map((one) => [one.device.path, one])).values()].reverse()
  const seatings: Seating<K>[] = []
  const isFree = (one: K) => !seatings.some((seating) => seating.kind === 'known' && seating.known === one)
  const byPath = (one: Listed) =>
    known.find((other) => other.present && other.modelId === one.modelId && other.device.path === one.device.path)

  for (const one of devices) {
    const open = byPath(one)
    if (open) seatings.push({ kind: 'known', known: open, device: one.device })
  }
  for (const one of devices.filter((device) => !byPath(device))) {
    const twin = hasTwin(one, devices, known)
    const away = known.filter((other) => isFree(other))
    const returned =
      (twin ? undefined : away.find((other) => sameSerial(one, other))) ?? away.find((other) => isSamePlace(one, other))
    if (returned) {
      seatings.push({ kind: 'known', known: returned, device: one.device })
      continue
    }
    const wanted = one.device.serial && !twin ? one.device.serial : (one.device.port ?? one.device.path)
    const sofar = seatings.filter((seating) => seating.kind === 'new')
    const taken = [...known, ...sofar.map((seating) => ({ ...seating, present: true }))]
    seatings.push({ kind: 'new', seat: freeSeat(wanted, one.modelId, taken), modelId: one.modelId, device: one.device })
  }
  return seatings
}
