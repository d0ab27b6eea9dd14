// `health.json` in the data folder: how the bench last was, for whoever looks from outside of the running program.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../../../platform/atomic-file'
import { errorCode, errorText } from '../../../../shared/error-text'
import type { HealthFacts, Program } from '../../../../shared/views/health'

const format = 1

export interface HealthFile {
  readonly format: typeof format
  readonly writtenMs: number
  readonly shellPid: number
  /** The bench was closed in order. */
  readonly ended: boolean
  readonly program: Program
  readonly facts: HealthFacts
}

export const healthFileIn = (dataDir: string): string => join(dataDir, 'health.json')

export function writeHealth(dataDir: string, health: Omit<HealthFile, 'format'>): void {
  replaceFile(healthFileIn(dataDir), JSON.stringify({ format, ...health }), { durable: false })
}

export type HealthRead =
  | { readonly kind: 'read'; readonly health: HealthFile }
  /** No bench has run with this folder, or only one from before there was such a file. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly detail: string }

export function readHealth(dataDir: string): HealthRead {
  try {
    const value: unknown = JSON.parse(readFileSync(healthFileIn(dataDir), 'utf8'))
    return isHealthFile(value)
      ? { kind: 'read', health: value }
      : { kind: 'unreadable', detail: 'written by another version' }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'none' }
    return { kind: 'unreadable', detail: errorText(error) }
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of the parts that a decision is made of; the file is this program's own. */
function isHealthFile(value: unknown): value is HealthFile {
  if (!isObject(value) || value.format !== format || typeof value.ended !== 'boolean') return false
  if (!Number.isFinite(value.writtenMs) || !Number.isInteger(value.shellPid)) return false
  const { facts, program } = value
  if (!isObject(facts) || !isObject(program) || !Number.isFinite(facts.startedMs)) return false
  const { database, backup, outbox, central, clock, disk, readers, crashes } = facts
  return (
    [database, backup, outbox, central, clock, disk].every(isObject) &&
    isObject(central) &&
    isObject(central.link) &&
    [readers, crashes].every((list) => Array.isArray(list) && list.every(isObject)) &&
    (readers as readonly Readonly<Record<string, unknown>>[]).every(({ connection }) => isObject(connection))
  )
}
