// Whether this data folder is a bench of somebody's central, or a demonstration with its own. Pure.
import type { CentralAddress } from '../engine/ipc/shell-messages'
import type { Switches } from './switches'

export type Mode = 'demo' | 'bench'

export interface Beginning {
  readonly mode: Mode
  readonly central: CentralAddress | null
}

/** A folder that once belonged to a real central never falls back to the demonstration. */
export function beginningOf(switches: Switches, kept: Mode | null): Beginning {
  if (switches.central !== undefined) {
    return { mode: 'bench', central: { url: switches.central, code: switches.enrol ?? null } }
  }
  return { mode: kept ?? 'demo', central: null }
}
