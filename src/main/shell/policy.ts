// What an administrator has laid down for this machine, for benches that nobody sets up by hand: docs/deployment.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ok, type Result, refused } from '../../shared/result'
import type { Switches } from './switches'

const policy = z.strictObject({
  /** URL of central. With `enrol` the bench enrols itself at its first start. */
  central: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  enrol: z.string().trim().min(4).max(64).optional(),
  benchName: z.string().trim().min(1).max(100).optional(),
  lang: z.string().max(20).optional(),
  /** Folder of the bench's data; must be writable for who sits at the bench. */
  data: z.string().min(1).max(1000).optional(),
  /** Full screen without a way out. */
  kiosk: z.boolean().optional(),
  /** Starts with the session of whoever signs in. */
  openAtLogin: z.boolean().optional(),
})
export type Policy = z.infer<typeof policy>

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
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return ok({})
    return refused(`The policy ${path} can't be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  return parsePolicy(text, path)
}

export function parsePolicy(text: string, path: string): Result<Policy, string> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused(`The policy ${path} is not JSON.`)
  }
  const parsed = policy.safeParse(json)
  if (parsed.success) {
    const { central, enrol } = parsed.data
    return enrol !== undefined && central === undefined
      ? refused(`The policy ${path} has "enrol" without "central".`)
      : ok(parsed.data)
  }
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  return refused(`The policy ${path} is not understood${where === '' ? '' : ` at "${where}"`}: ${issue?.message ?? ''}`)
}

/** Who starts the program knows better than who set up the machine, except for the kiosk: that is no wish of the user's. */
export function underPolicy(switches: Switches, { kiosk, central, enrol, benchName, lang, data }: Policy): Switches {
  const laidDown: Switches = {
    ...(switches.central === undefined && central !== undefined
      ? { central, ...(enrol === undefined ? {} : { enrol }) }
      : {}),
    ...(benchName === undefined ? {} : { benchName }),
    ...(lang === undefined ? {} : { lang }),
    ...(data === undefined ? {} : { data }),
  }
  return { ...laidDown, ...switches, ...(kiosk === true || switches.kiosk === true ? { kiosk: true } : {}) }
}
