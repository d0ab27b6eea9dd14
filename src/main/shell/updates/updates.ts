// Carries out what decide.ts decides, and tells how the update stands. One for each run of the program.
import { assertNever } from '../../../shared/assert-never'
import type { NotNow, ProgramSnapshot, UpdateAct, UpdateState } from '../../../shared/model/program'
import { decide, type UpdateEffect, type UpdateEvent } from './decide'
import type { Checked, Updater } from './updater'

export interface UpdatesNeeds {
  readonly version: string
  /** Loads what it takes; called when the first check is due. */
  readonly updater: () => Promise<Updater>
  /** Why there are no updates; null where there are. */
  readonly off: Extract<UpdateState, { kind: 'off' }>['why'] | null
  readonly rolledBack: ProgramSnapshot['rolledBack']
  readonly told: (snapshot: ProgramSnapshot) => void
  /** Ends the program; `quitting` is asked meanwhile. */
  readonly quit: () => void
  readonly nowMs: () => number
  readonly random: () => number
  /** Returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
  readonly report: (error: unknown) => void
}

export interface Updates {
  snapshot(): ProgramSnapshot
  /** The program has started: the first check is due within some minutes. */
  begin(): void
  act(act: UpdateAct): void
  busy(busy: NotNow | null): void
  /** The program ends: null, or how it is to end with the update installed. */
  quitting(byHand: boolean): { readonly comeBack: boolean } | null
  /** After everything else has ended. `backup`: why there is none, or null. Resolves whatever happens. */
  install(noBackup: string | null): Promise<void>
  stop(): void
}

const firstCheckMs = 60_000
/** A bar moves smoothly with less. */
const progressEveryMs = 200

export function updatesOf(needs: UpdatesNeeds): Updates {
  const { told, nowMs, random, after, report } = needs
  let state: UpdateState = needs.off === null ? { kind: 'idle' } : { kind: 'off', why: needs.off }
  let busy: NotNow | null = null
  let lastCheckMs: number | null = null
  let notInstalled: ProgramSnapshot['notInstalled'] = null
  let loaded: Promise<Updater> | null = null
  let cancelTimer: () => void = () => undefined
  let toldProgressMs = 0
  let comeBack: boolean | null = null

  const snapshot = (): ProgramSnapshot => ({
    version: needs.version,
    lastCheckMs,
    update: state,
    rolledBack: needs.rolledBack,
    notInstalled,
  })

  const take = (event: UpdateEvent) => {
    const before = state
    const decided = decide(state, event, { busy, random: random() })
    state = decided.state
    const isProgress = event.kind === 'progress'
    if (state !== before && (!isProgress || nowMs() - toldProgressMs >= progressEveryMs)) {
      if (isProgress) toldProgressMs = nowMs()
      told(snapshot())
    }
    for (const effect of decided.does) carryOut(effect)
  }

  const carryOut = (effect: UpdateEffect) => {
    switch (effect.kind) {
      case 'check':
        return void check().catch(report)
      case 'download':
        return void fetchIt().catch(report)
      case 'cancel':
        return void loaded?.then((updater) => updater.cancel()).catch(report)
      case 'again':
        cancelTimer()
        cancelTimer = after(effect.afterMs, () => take({ kind: 'due' }))
        return
      case 'quit':
        return needs.quit()
      case 'install':
        comeBack = effect.comeBack
        return
      default:
        return assertNever(effect)
    }
  }

  const updater = () => {
    loaded ??= needs.updater()
    return loaded
  }
  const check = async () => {
    const checked = await (await updater()).check()
    if (checked.kind !== 'unreachable') lastCheckMs = nowMs()
    take(withoutRolledBack(checked, needs.rolledBack))
  }
  const fetchIt = async () => {
    take(
      await (await updater()).download((receivedBytes, totalBytes) =>
        take({ kind: 'progress', receivedBytes, totalBytes }),
      ),
    )
  }

  return {
    snapshot,
    begin() {
      if (needs.off !== null) return
      cancelTimer()
      cancelTimer = after(firstCheckMs * (1 + random()), () => take({ kind: 'due' }))
    },
    act: (act) => take({ kind: 'asked', act }),
    busy(next) {
      busy = next
      take({ kind: 'busyChanged' })
    },
    quitting(byHand) {
      comeBack = null
      take({ kind: 'quitting', byHand })
      return comeBack === null ? null : { comeBack }
    },
    async install(noBackup) {
      if (state.kind !== 'installing') return
      const { version } = state
      const answer =
        noBackup === null ? await (await updater()).install() : ({ why: 'noBackup', detail: noBackup } as const)
      if (answer === null) return
      notInstalled = { version, ...answer }
      report(new Error(`Version ${version} was not installed (${answer.why}): ${answer.detail}`))
      take({ kind: 'notInstalled' })
    },
    stop: () => cancelTimer(),
  }
}

/** What did not come up here is not offered again; its successor is. */
function withoutRolledBack(checked: Checked, rolledBack: ProgramSnapshot['rolledBack']): Checked {
  return checked.kind === 'found' && checked.version === rolledBack?.version
    ? { kind: 'refused', why: 'failedHere', version: checked.version }
    : checked
}
