// How the update stands, and the screens' snapshot of it: published when it changes, and not at every byte that comes in.
import type { ProgramSnapshot, UpdateState } from '../../../shared/views/program'

export interface StandingNeeds {
  readonly version: string
  /** Why there are no updates; null where there are. */
  readonly off: Extract<UpdateState, { kind: 'off' }>['why'] | null
  readonly rolledBack: ProgramSnapshot['rolledBack']
  readonly publish: (snapshot: ProgramSnapshot) => void
  readonly nowMs: () => number
}

export interface Standing {
  state(): UpdateState
  /** `isProgress`: only more of the download has come. */
  become(next: UpdateState, isProgress: boolean): void
  snapshot(): ProgramSnapshot
  /** The server has answered. Shown with the next snapshot. */
  noteCheck(): void
  /** Shown with the next snapshot. */
  noteNotInstalled(what: ProgramSnapshot['notInstalled']): void
}

/** A bar moves smoothly with less. */
const progressEveryMs = 200

export function standingOf({ version, off, rolledBack, publish, nowMs }: StandingNeeds): Standing {
  let state: UpdateState = off === null ? { kind: 'idle' } : { kind: 'off', why: off }
  let lastCheckMs: number | null = null
  let notInstalled: ProgramSnapshot['notInstalled'] = null
  let progressMs = 0
  const snapshot = (): ProgramSnapshot => ({ version, lastCheckMs, update: state, rolledBack, notInstalled })

  return {
    state: () => state,
    become(next, isProgress) {
      const before = state
      state = next
      if (state === before || (isProgress && nowMs() - progressMs < progressEveryMs)) return
      if (isProgress) progressMs = nowMs()
      publish(snapshot())
    },
    snapshot,
    noteCheck() {
      lastCheckMs = nowMs()
    },
    noteNotInstalled(what) {
      notInstalled = what
    },
  }
}
