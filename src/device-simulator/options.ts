import { anyNumber, readOptions } from '../platform/options'
import { ok, type Result, refused } from '../shared/result'
import type { SimulatorOptions } from './ports'

export const help = `Device simulator: carries out CREATED procedures and refills tanks, as a storage robot does.

  --url URL          central's URL, as central prints it (required)
  --token TOKEN      the device token that central prints (required)
  --speed N          how many times faster than a real device (default 1: about 20 s per vial)
  --fail-rate N      probability, 0 to 1, that a vial fails, and with it its procedure (default 0)
  --seed N           random seed (default 1)
  --no-refills       start no refills
  --help             show this help

It writes one line per step to standard error. SIGTERM stops it; the next start resumes what is in progress.
`

export interface CommandLine extends SimulatorOptions {
  readonly kind: 'run'
  readonly seed: number
}

const options = {
  url: 'text',
  token: 'text',
  speed: 'text',
  'fail-rate': 'text',
  seed: 'text',
  refills: 'flag',
  'no-refills': 'flag',
} as const

/** What is asked for, or one sentence on what is wrong with it. */
export function commandLine(args: readonly string[]): Result<CommandLine | { readonly kind: 'help' }, string> {
  const read = readOptions(args, options)
  if (!read.ok) return read
  if (read.value === 'help') return ok({ kind: 'help' })
  const values = read.value
  const { url, token } = values
  const speed = anyNumber(values.speed ?? '1', 0.01, 10_000)
  const failRate = anyNumber(values['fail-rate'] ?? '0', 0, 1)
  const seed = anyNumber(values.seed ?? '1', 0, 4_294_967_295)
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url)) return refused("--url needs central's URL.")
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) return refused('--token needs the device token.')
  if (speed === undefined) return refused('--speed needs a number from 0.01 to 10000.')
  if (failRate === undefined) return refused('--fail-rate needs a number from 0 to 1.')
  if (seed === undefined || !Number.isInteger(seed)) return refused('--seed needs a whole number.')
  return ok({ kind: 'run', url, token, speed, failRate, seed, refills: values['no-refills'] !== true })
}
