// What an administrator has laid down for this machine, for benches that nobody sets up by hand: docs/deployment.md.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFingerprint } from '../../shared/enrolment/fingerprint'
import { errorCode, errorText } from '../../shared/error-text'
import { addressLength, benchNameLength, enrolmentCodeLength } from '../../shared/model/limits'
import { type ReaderSettings, readerSettingsProblem } from '../../shared/model/reader-options'
import { ok, type Result, refused } from '../../shared/result'
import { isWebAddress, type Switches } from './switches'

export interface Policy {
  /** URL of central. With `enrol` the bench enrols itself at its first start. */
  readonly central?: string
  readonly enrol?: string
  /** Of central's key (SPKI, SHA-256): the only one that this bench talks to. */
  readonly fingerprint?: string
  readonly benchName?: string
  readonly lang?: string
  /** Folder of the bench's data; must be writable for who sits at the bench. */
  readonly data?: string
  /** Full screen without a way out. */
  readonly kiosk?: boolean
  /** URL of a folder with newer versions; without it nobody is asked for them. */
  readonly updates?: string
  /** Starts with the session of whoever signs in. */
  readonly openAtLogin?: boolean
  /** What the readers can't tell by themselves. */
  readonly readers?: ReaderSettings
}

/** What is wrong with a value, as a sentence goes on after its name; null if nothing is. */
type Check = (value: unknown) => string | null

const mustBe =
  (what: string, fits: (value: unknown) => boolean): Check =>
  (value) =>
    fits(value) ? null : `must be ${what}`
const text = (what: string, least: number, most: number) =>
  mustBe(what, (value) => typeof value === 'string' && value.trim().length >= least && value.length <= most)
const yesOrNo = mustBe('true or false', (value) => typeof value === 'boolean')
const webAddress = mustBe(
  'a URL that starts with http:// or https://',
  (value) => typeof value === 'string' && value.length <= addressLength && isWebAddress(value),
)

const { least, most } = enrolmentCodeLength

// By hand, since a parser would be loaded at each cold start of a bench without a policy.
const fields: Readonly<Record<keyof Policy, Check>> = {
  central: webAddress,
  enrol: text(`a code of ${least} to ${most} characters`, least, most),
  fingerprint: mustBe(
    "the SHA-256 of central's key (64 hexadecimal digits)",
    (value) => typeof value === 'string' && parseFingerprint(value) !== null,
  ),
  benchName: text(`a name of 1 to ${benchNameLength} characters`, 1, benchNameLength),
  lang: text('a language such as "de"', 2, 20),
  data: text('the path of a folder', 1, 1000),
  updates: webAddress,
  kiosk: yesOrNo,
  openAtLogin: yesOrNo,
  readers: readerSettingsProblem,
}

/** The machine's own, which only its administrator can write. */
export function policyFile(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return join(env.ProgramData ?? 'C:\\ProgramData', 'Cryobench', 'policy.json')
  if (platform === 'darwin') return '/Library/Application Support/Cryobench/policy.json'
  return '/etc/cryobench/policy.json'
}

/** No file is no policy. A file that can't be understood is refused as a whole: half a policy is nobody's intention. */
export function readPolicy(path: string): Result<Policy, string> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return ok({})
    return refused(`The policy file ${path} can't be read: ${errorText(error)}`)
  }
  return parsePolicy(text, path)
}

export function parsePolicy(text: string, path: string): Result<Policy, string> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused(`The policy file ${path} is not valid JSON.`)
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return refused(`The policy file ${path} is not a JSON object.`)
  }
  for (const [name, value] of Object.entries(json)) {
    if (!isField(name)) return refused(`The policy file ${path} has an unknown field "${name}".`)
    const problem = fields[name](value)
    if (problem !== null) return refused(`In the policy file ${path}, "${name}" ${problem}.`)
  }
  const policy: Policy = json
  if (policy.enrol !== undefined && policy.central === undefined)
    return refused(`The policy file ${path} has "enrol" without "central".`)
  return policy.fingerprint !== undefined && !policy.central?.startsWith('https:')
    ? refused(`The policy file ${path} has "fingerprint" without a "central" that starts with https://.`)
    : ok(policy)
}

const isField = (name: string): name is keyof Policy => Object.hasOwn(fields, name)

/** Who starts the program knows better than who set up the machine, except for the kiosk: that is no wish of the user's. */
export function underPolicy(switches: Switches, policy: Policy): Switches {
  const { kiosk, central, enrol, benchName, lang, data, updates } = policy
  const fingerprint = policy.fingerprint === undefined ? null : parseFingerprint(policy.fingerprint)
  const laidDown: Switches = {
    ...(switches.central === undefined && central !== undefined
      ? { central, ...(enrol === undefined ? {} : { enrol }), ...(fingerprint === null ? {} : { fingerprint }) }
      : {}),
    ...(benchName === undefined ? {} : { benchName }),
    ...(lang === undefined ? {} : { lang }),
    ...(data === undefined ? {} : { data }),
    ...(updates === undefined ? {} : { updates }),
  }
  return { ...laidDown, ...switches, ...(kiosk === true || switches.kiosk === true ? { kiosk: true } : {}) }
}
