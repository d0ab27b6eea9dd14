// The program around the engine: its version and update as the shell tells them, and what the shell is told of work that an update would cut off.

import type { Timers } from '../../../shared/ports'
import { type NotNow, type ProgramSnapshot, unknownProgram } from '../../../shared/views/program'
import { busyWatch } from './busy'

export interface BenchProgram {
  current(): ProgramSnapshot
  set(next: ProgramSnapshot): void
  /** Work has begun or ended, perhaps. */
  workChanged(): void
  stop(): void
}

export interface BenchProgramNeeds {
  readonly timers: Timers
  readonly isTagging: () => boolean
  readonly store: { readonly outbox: { isSending(): boolean } }
  readonly onBusy?: (busy: NotNow | null) => void
  readonly onChange: (next: ProgramSnapshot) => void
}

export function benchProgram(needs: BenchProgramNeeds): BenchProgram {
  let current = unknownProgram
  const busy = busyWatch({ ...needs, isSending: needs.store.outbox.isSending, onBusy: (now) => needs.onBusy?.(now) })
  return {
    current: () => current,
    set(next) {
      current = next
      needs.onChange(next)
    },
    workChanged: busy.changed,
    stop: busy.stop,
  }
}
