// Whether this data folder is a bench of somebody's central, or a demonstration with its own. Pure.
import type { CentralAddress } from '../../shared/shell-messages'
import type { Switches } from './switches'

export type Mode = 'demo' | 'bench'

export interface Beginning {
  readonly mode: Mode
  readonly central: CentralAddress | null
  /** Nobody has chosen yet: the window asks. */
  readonly firstRun: boolean
}

/**
 * A folder that once belonged to a real central never falls back to the demonstration. An installed program that was never set up asks;
 * from source it is the demonstration that a newcomer wants to see.
 */
export function beginningOf(switches: Switches, kept: Mode | null, isInstalled: boolean): Beginning {
  const { central: url, enrol, fingerprint } = switches
  if (url !== undefined) {
    const central = { url, code: enrol ?? null, ...(fingerprint && { fingerprint }) }
    return { mode: 'bench', central, firstRun: false }
  }
  if (kept !== null) return { mode: kept, central: null, firstRun: false }
  const asks = switches.firstRun === true || (isInstalled && switches.demo !== true)
  return { mode: asks ? 'bench' : 'demo', central: null, firstRun: asks }
}
