// The switches of the installed application and of `npm start`. Chromium's own switches pass through untouched.
import { findOptions, valuesOf } from '../../platform/options'
import { type Fingerprint, parseFingerprint } from '../../shared/enrolment/fingerprint'
import { ok, type Result, refused } from '../../shared/result'
import type { Settings } from '../../shared/views/settings'

type Language = Settings['language']

export interface Switches {
  /** URL of the central that this bench belongs to. */
  readonly central?: string
  /** One-time enrolment code. */
  readonly enrol?: string
  /** Folder of the bench's data. */
  readonly data?: string
  /** Of central's key (SPKI, SHA-256). */
  readonly fingerprint?: Fingerprint
  readonly benchName?: string
  readonly lang?: string
  /** URL of a folder with newer versions. */
  readonly updates?: string
  /** Full screen without a way out. */
  readonly kiosk?: boolean
  /** An installed program opens the demonstration, and asks nothing. */
  readonly demo?: boolean
  /** Asks what this bench is to be, as an installed program does, where nobody has chosen yet. */
  readonly firstRun?: boolean
}

const options = {
  central: 'text',
  enrol: 'text',
  fingerprint: 'text',
  data: 'text',
  'bench-name': 'text',
  lang: 'text',
  updates: 'text',
  kiosk: 'flag',
  demo: 'flag',
  'first-run': 'flag',
} as const

/** Takes `--name value` and `--name=value`. Refused: a switch without its value, a URL that is none, a code without a URL. */
export function readSwitches(args: readonly string[]): Result<Switches, string> {
  const given = findOptions(args, options)
  if (!given.ok) return given
  const { 'bench-name': benchName, 'first-run': firstRun, fingerprint: key, ...rest } = valuesOf(given.value, options)
  const { central, enrol, updates } = rest
  if (central !== undefined && !isWebAddress(central)) {
    return refused(`--central needs a URL that starts with http:// or https://, not "${central}".`)
  }
  if (updates !== undefined && !isWebAddress(updates)) {
    return refused(`--updates needs a URL that starts with http:// or https://, not "${updates}".`)
  }
  if (enrol !== undefined && central === undefined) return refused('--enrol can only be used with --central.')
  const switches: Switches = { ...rest, ...(benchName !== undefined && { benchName }), ...(firstRun && { firstRun }) }
  if (key === undefined) return ok(switches)
  const fingerprint = parseFingerprint(key)
  if (fingerprint === null) return refused("--fingerprint needs the SHA-256 of central's key: 64 hexadecimal digits.")
  if (!central?.startsWith('https:'))
    return refused('--fingerprint can only be used with a --central that starts with https://.')
  return ok({ ...switches, fingerprint })
}

export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

const languages: readonly Language[] = ['en', 'de', 'en-XB']

/** The language of ours that `--lang` means, e.g. `de` for `de-AT`; `system` for one that we don't speak, or none. */
export function languageOf(lang: string | undefined): Language {
  const wanted = lang?.toLowerCase().replace('_', '-') ?? ''
  const exact = languages.find((each) => each.toLowerCase() === wanted)
  return exact ?? languages.find((each) => each === wanted.split('-')[0]) ?? 'system'
}
