// What the program must not be ended for an update in the middle of, told when it changes.

import type { Timers } from '../../../shared/ports'
import type { NotNow } from '../../../shared/views/program'

export interface BusyNeeds {
  readonly timers: Timers
  readonly isTagging: () => boolean
  readonly isSending: () => boolean
  readonly onBusy: (busy: NotNow | null) => void
}

export interface Busy {
  /** Something that matters may have changed: found out soon, once, however often it is said. Never in the way of a scan. */
  changed(): void
  stop(): void
}

const soonMs = 50

export function busyWatch({ timers, isTagging, isSending, onBusy }: BusyNeeds): Busy {
  let last: NotNow | null = null
  let cancel: (() => void) | null = null
  let stopped = false
  return {
    changed() {
      if (stopped) return
      cancel ??= timers.after(soonMs, () => {
        cancel = null
        const now = isTagging() ? 'procedureOpen' : isSending() ? 'sending' : null
        if (now !== last) onBusy(now)
        last = now
      })
    },
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
