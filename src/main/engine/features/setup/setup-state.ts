// What a bench without a central of its own goes through: its first run, and an invitation that somebody has followed.
import type { Invitation } from '../../../../shared/enrolment/central'
import type { BenchSnapshot } from '../../../../shared/model/bench'
import type { CentralAddress } from '../../../../shared/shell-messages'
import type { CentralSide } from '../../central/bench-central'
import { type FirstRunState, firstRun } from './first-run'
import { addressGiven, received } from './invitation'

export interface NewcomerNeeds {
  readonly isFirstRun: boolean
  /** An address that was laid down for this bench, such as by policy. */
  readonly given: CentralAddress | null
  readonly isEnrolled: () => boolean
  readonly central: Pick<CentralSide, 'mode' | 'link' | 'becomeDemo'>
  readonly changed: () => void
  readonly demoChosen: () => void
}

export interface Newcomer {
  readonly firstRun: FirstRunState
  snapshot(): Pick<BenchSnapshot, 'firstRun' | 'invitation'>
  /** Null takes it away. */
  invite(invitation: Invitation | null): void
  /** False where the first run is over, or another central is being asked already. */
  chooseDemo(): boolean
}

export function newcomer(needs: NewcomerNeeds): Newcomer {
  const { central } = needs
  const first = firstRun(needs.isFirstRun, needs.changed)
  let invitation = needs.isEnrolled() ? null : addressGiven(needs.given)
  return {
    firstRun: first,
    snapshot: () => ({ firstRun: first.snapshot(), invitation }),
    invite(next) {
      invitation = next && received(next, central.mode(), central.link())
      needs.changed()
    },
    chooseDemo() {
      if (first.snapshot() === null || needs.isEnrolled() || central.link().kind === 'enrolling') return false
      central.becomeDemo()
      needs.demoChosen()
      return true
    },
  }
}
