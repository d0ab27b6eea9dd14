// What the table of models says to others: the udev rules to install and the list of readers to buy.
import { usbId } from '../../../../shared/model/reader-options'
import type { HidMatch, ReaderModel } from '../reader'

/** The udev line that lets the person at the seat open this device. udev compares lower-case hex. */
export function udevRule({ vendorId, productId }: Pick<HidMatch, 'vendorId' | 'productId'>): string {
  return `KERNEL=="hidraw*", ATTRS{idVendor}=="${usbId(vendorId)}", ATTRS{idProduct}=="${usbId(productId)}", TAG+="uaccess"`
}

/** The rules file for all real models; its name must sort before 73, where systemd applies `uaccess`. */
export function udevRules(models: readonly ReaderModel[]): string {
  const blocks = models
    .filter((model) => !model.simulated)
    .map((model) => [`# ${model.name}`, ...new Set(model.matches.map(udevRule))].join('\n'))
  return `${blocks.join('\n')}\n`
}

export interface SupportedReader {
  readonly id: string
  readonly name: string
  readonly kind: ReaderModel['kind']
  /** `1a86:e010`, once each. */
  readonly usbIds: readonly string[]
}

/** The real models, in the table's order. */
export function supportedReaders(models: readonly ReaderModel[]): readonly SupportedReader[] {
  return models
    .filter((model) => !model.simulated)
    .map(({ id, name, kind, matches }) => ({
      id,
      name,
      kind,
      usbIds: [...new Set(matches.map((match) => `${usbId(match.vendorId)}:${usbId(match.productId)}`))],
    }))
}
