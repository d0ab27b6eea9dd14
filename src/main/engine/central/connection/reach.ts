// Whether central can be reached, as the loops of one session see it together.
import type { CertificateDoubt } from '../../../../shared/enrolment/central'
import type { Clock } from '../../../../shared/ports'
import type { LinkEvent } from './link'

export interface Reach {
  isReachable(): boolean
  /** The mirror has been brought to central's head. */
  found(): void
  /** Nothing is sent until central has been found again. Unlike `lost`, this is not shown. */
  pause(): void
  /** `nextAttemptMs`: epoch milliseconds. */
  lost(nextAttemptMs: number, certificate?: CertificateDoubt): void
}

/** `onFound`: called each time central is found after it could not be reached. */
export function reachOn(clock: Clock, record: (event: LinkEvent) => void, onFound: () => void): Reach {
  let isReachable = false
  return {
    isReachable: () => isReachable,
    found() {
      record({ kind: 'caughtUp', atMs: clock.wallMs() })
      if (isReachable) return
      isReachable = true
      onFound()
    },
    pause() {
      isReachable = false
    },
    lost(nextAttemptMs, certificate) {
      isReachable = false
      record({ kind: 'lost', atMs: clock.wallMs(), nextAttemptMs, ...(certificate && { certificate }) })
    },
  }
}
