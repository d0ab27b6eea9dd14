// What a site may lay down for its readers, in the policy of a machine: which options there are, for whom, and which of them count.

/** What a reader can't tell by itself. A model ignores what it has no use for. */
export interface ReaderOptions {
  /** `push`: the reader reports by itself. `answer`: it is asked. Without it, `push` (sw-uhf). */
  readonly workMode?: 'push' | 'answer'
  /** Each report begins with the count of its valid bytes, as behind a CH9326 bridge. Without it, they don't (sw-uhf). */
  readonly lengthPrefixedReports?: boolean
  /**
   * `lenient` takes a reply in spite of its checksum, for a reader whose own checksum is another than the published one. A damaged number
   * can then be taken for a tag. Without it, `strict` (rrhf).
   */
  readonly checksum?: 'strict' | 'lenient'
}

/** By model (`rrhf`), by USB ids (`1a86:e010`), or by these and the serial number or USB port (`1a86:e010:1-4.2`). */
export type ReaderSettings = Readonly<Record<string, ReaderOptions>>

/** Which options each model has a use for. Every model has its row, also one without options. */
export const optionsOfModels: Readonly<Record<string, readonly (keyof ReaderOptions)[]>> = {
  'sw-uhf': ['workMode', 'lengthPrefixedReports'],
  rrhf: ['checksum'],
}

const values: { readonly [Name in keyof ReaderOptions]-?: readonly ReaderOptions[Name][] } = {
  workMode: ['push', 'answer'],
  lengthPrefixedReports: [true, false],
  checksum: ['strict', 'lenient'],
}
const isOption = (name: string): name is keyof ReaderOptions => Object.hasOwn(values, name)
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const usbIds = /^[0-9a-f]{4}:[0-9a-f]{4}(?::.{1,200})?$/

/** Why this is no such settings, in a sentence's end; null if it is. */
export function readerSettingsProblem(settings: unknown): string | null {
  if (!isObject(settings)) return 'must be an object with a row for each reader'
  for (const [name, row] of Object.entries(settings)) {
    const problem = rowProblem(name, row)
    if (problem !== null) return problem
  }
  return null
}

function rowProblem(name: string, row: unknown): string | null {
  const ofModel = Object.hasOwn(optionsOfModels, name) ? optionsOfModels[name] : undefined
  if (ofModel === undefined && !usbIds.test(name)) {
    const models = Object.keys(optionsOfModels).join(', ')
    return `names "${name}", which is no model (${models}) and no USB ids such as "1a86:e010" or "1a86:e010:SERIAL", in lower case`
  }
  if (!isObject(row)) return `must have an object for "${name}"`
  for (const [option, value] of Object.entries(row)) {
    if (!isOption(option)) return `has the unknown option "${option}" for "${name}"`
    if (ofModel?.includes(option) === false) return `has the option "${option}" for "${name}", which has no use for it`
    const allowed: readonly unknown[] = values[option]
    if (!allowed.includes(value))
      return `must have ${allowed.map((one) => JSON.stringify(one)).join(' or ')} for "${option}" of "${name}"`
  }
  return null
}

export interface SettledDevice {
  readonly vendorId: number
  readonly productId: number
  readonly serial?: string
  /** The physical USB port. */
  readonly port?: string
}

/** A USB id as lists and rules write it: four lower-case digits. */
export const usbId = (id: number) => id.toString(16).padStart(4, '0')

/** What counts for this reader: what is said of it alone before what is said of its ids, and that before what is said of its model. */
export function optionsFor(settings: ReaderSettings, modelId: string, device: SettledDevice): ReaderOptions {
  const ids = `${usbId(device.vendorId)}:${usbId(device.productId)}`
  const ofPort = device.port === undefined ? {} : settings[`${ids}:${device.port}`]
  const ofSerial = device.serial === undefined ? {} : settings[`${ids}:${device.serial}`]
  return { ...settings[modelId], ...settings[ids], ...ofPort, ...ofSerial }
}
