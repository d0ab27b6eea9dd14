// The switches of the installed application and of `npm start`. Pure; Chromium's own switches pass through untouched.
import { type Fingerprint, parseFingerprint } from '../../shared/enrolment/fingerprint'
import type { Settings } from '../../shared/ipc/snapshots'
import { ok, type Result, refused } from '../../shared/result'

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

type Flag = 'kiosk' | 'demo' | 'firstRun'
type WithValue = Exclude<keyof Switches, Flag>

const names: Readonly<Record<string, WithValue>> = {
  '--central': 'central',
  '--enrol': 'enrol',
  '--fingerprint': 'fingerprint',
  '--data': 'data',
  '--bench-name': 'benchName',
  '--lang': 'lang',
  '--updates': 'updates',
}

const flags: Readonly<Record<string, Flag>> = { '--kiosk': 'kiosk', '--demo': 'demo', '--first-run': 'firstRun' }

/** Takes `--name value` and `--name=value`. Refused: a switch without its value, a URL that is none, a code without a URL. */
export function readSwitches(args: readonly string[]): Result<Switches, string> {
  const found: Partial<Record<WithValue, string>> = {}
  const set: Partial<Record<Flag, true>> = {}
  for (let index = 0; index < args.length; index++) {
    const [flag = '', ...rest] = (args[index] ?? '').split('=')
    const isSet = flags[flag]
    if (isSet !== undefined) set[isSet] = true
    const name = names[flag]
    if (name === undefined) continue
    const inline = rest.length > 0
    const value = inline ? rest.join('=') : args[++index]
    if (value === undefined || value === '' || (!inline && value.startsWith('--'))) {
      return refused(`${flag} needs a value.`)
    }
    found[name] = value
  }
  if (found.central !== undefined && !isWebAddress(found.central)) {
    return refused(`--central needs a URL that starts with http:// or https://, not "${found.central}".`)
  }
  if (found.updates !== undefined && !isWebAddress(found.updates)) {
    return refused(`--updates needs a URL that starts with http:// or https://, not "${found.updates}".`)
  }
  if (found.enrol !== undefined && found.central === undefined)
    return refused('--enrol can only be used with --central.')
  const { fingerprint: named, ...rest } = found
  if (named === undefined) return ok({ ...rest, ...set })
  const fingerprint = parseFingerprint(named)
  if (fingerprint === null) return refused("--fingerprint needs the SHA-256 of central's key: 64 hexadecimal digits.")
  if (!found.central?.startsWith('https:'))
    return refused('--fingerprint can only be used with a --central that starts with https://.')
  return ok({ ...rest, ...set, fingerprint })
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
