// What a bench without a central of its own goes through: its first run, and an invitation that somebody has followed.
import type { Invitation } from '../../../../shared/enrolment/central'
import type { BenchId } from '../../../../shared/model/ids'
import type { CentralAddress } from '../../../../shared/shell-messages'
import type { BenchSnapshot } from '../../../../shared/views/bench'
import type { CentralLink } from '../../../../shared/views/central-link'
import { type FirstRunState, firstRun } from './first-run'
import { addressGiven, received } from './invitation'

export interface SetupNeeds {
  /** Nobody has chosen yet what this bench is to be. */
  readonly firstRun?: boolean
  /** An address that was laid down for this bench, such as by policy. */
  readonly address: CentralAddress | null
  /** Null before it is enrolled. */
  readonly bench: () => BenchId | null
  readonly central: { mode(): 'demo' | 'bench'; link(): CentralLink; becomeDemo(): void }
  readonly changed: () => void
  readonly demoChosen: () => void
}

export interface SetupState {
  readonly firstRun: FirstRunState
  snapshot(): Pick<BenchSnapshot, 'firstRun' | 'invitation'>
  /** Null takes it away. */
  invite(invitation: Invitation | null): void
  /** False where the first run is over, or another central is being asked already. */
  chooseDemo(): boolean
}

export function setupState(needs: SetupNeeds): SetupState {
  const { central } = needs
  const first = firstRun(needs.firstRun === true, needs.changed)
  let invitation = needs.bench() !== null ? null : addressGiven(needs.address)
  return {
    firstRun: first,
    snapshot: () => ({ firstRun: first.snapshot(), invitation }),
    invite(next) {
      invitation = next && received(next, central.mode(), central.link())
      needs.changed()
    },
    chooseDemo() {
      if (first.snapshot() === null || needs.bench() !== null || central.link().kind === 'enrolling') return false
      central.becomeDemo()
      needs.demoChosen()
      return true
    },
  }
}
