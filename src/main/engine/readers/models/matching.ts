import type { HidDeviceInfo, HidMatch, ReaderModel } from '../reader'

const desktopPage = 0x01
const mouseUsage = 0x02
const keyboardUsage = 0x06

const isVendorPage = (page: number) => page >= 0xff00

function pageMatches(wanted: HidMatch['usagePage'], device: HidDeviceInfo): boolean {
  const page = device.usagePage
  // A system that can't tell reports none, or zero.
  if (!page) return true
  // Many readers also type as a keyboard; that interface is closed to applications unless a row asks for it by name.
  if (wanted === undefined) return !(page === desktopPage && [mouseUsage, keyboardUsage].includes(device.usage ?? 0))
  return wanted === 'vendor' ? isVendorPage(page) : page === wanted
}

function matches(match: HidMatch, device: HidDeviceInfo): boolean {
  return (
    match.vendorId === device.vendorId &&
    match.productId === device.productId &&
    (match.interface === undefined || match.interface === device.interface) &&
    (match.product === undefined || match.product.test(device.product ?? '')) &&
    pageMatches(match.usagePage, device)
  )
}

/** The first model with a row for this device. */
export function modelFor(models: readonly ReaderModel[], device: HidDeviceInfo): ReaderModel | undefined {
  return models.find((model) => model.matches.some((match) => matches(match, device)))
}
