// Carries out what decide.ts decides. One for each run of the program.
import { assertNever } from '../../../shared/assert-never'
import type { NotNow, ProgramSnapshot, UpdateAct } from '../../../shared/views/program'
import { decide, type UpdateEffect, type UpdateEvent } from './decide'
import { type Standing, type StandingNeeds, standingOf } from './standing'
import type { Checked, Updater } from './updater'

export interface UpdatesNeeds extends StandingNeeds {
  /** Loads what it takes; called when the first check is due. */
  readonly updater: () => Promise<Updater>
  /** Ends the program; `quitting` is asked meanwhile. */
  readonly quit: () => void
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

type Apply = (event: UpdateEvent) => void

const firstCheckMs = 60_000

export function updatesOf(needs: UpdatesNeeds): Updates {
  const { random } = needs
  const standing = standingOf(needs)
  const updater = onFirstUse(needs.updater)
  let busy: NotNow | null = null

  const apply: Apply = (event) => {
    const { state, does } = decide(standing.state(), event, { busy, random: random() })
    standing.become(state, event.kind === 'progress')
    for (const effect of does) effects.carryOut(effect)
  }
  const effects = effectsOf(needs, { standing, updater, apply })

  return {
    snapshot: standing.snapshot,
    begin() {
      if (needs.off === null) effects.checkAfter(firstCheckMs * (1 + random()))
    },
    act: (act) => apply({ kind: 'asked', act }),
    busy(next) {
      busy = next
      apply({ kind: 'busyChanged' })
    },
    quitting(byHand) {
      effects.forgetInstall()
      apply({ kind: 'quitting', byHand })
      return effects.installs()
    },
    async install(noBackup) {
      const state = standing.state()
      if (state.kind !== 'installing') return
      const { version } = state
      const problem =
        noBackup === null ? await (await updater.use()).install() : ({ why: 'noBackup', detail: noBackup } as const)
      if (problem === null) return
      standing.noteNotInstalled({ version, ...problem })
      needs.report(new Error(`Version ${version} was not installed (${problem.why}): ${problem.detail}`))
      apply({ kind: 'notInstalled' })
    },
    stop: () => effects.stop(),
  }
}

interface Loaded {
  use(): Promise<Updater>
  /** Null before the first use. */
  inUse(): Promise<Updater> | null
}

function onFirstUse(load: () => Promise<Updater>): Loaded {
  let loaded: Promise<Updater> | null = null
  return {
    use() {
      loaded ??= load()
      return loaded
    },
    inUse: () => loaded,
  }
}

function effectsOf(
  { rolledBack, quit, after, report }: UpdatesNeeds,
  { standing, updater, apply }: { readonly standing: Standing; readonly updater: Loaded; readonly apply: Apply },
) {
  let cancelTimer: () => void = () => undefined
  let installs: { readonly comeBack: boolean } | null = null

  const check = async () => {
    const checked = await (await updater.use()).check()
    if (checked.kind !== 'unreachable') standing.noteCheck()
    apply(withoutRolledBack(checked, rolledBack))
  }
  const download = async () => {
    const progress = (receivedBytes: number, totalBytes: number | null) =>
      apply({ kind: 'progress', receivedBytes, totalBytes })
    apply(await (await updater.use()).download(progress))
  }
  const checkAfter = (ms: number) => {
    cancelTimer()
    cancelTimer = after(ms, () => apply({ kind: 'due' }))
  }

  return {
    carryOut(effect: UpdateEffect): void {
      switch (effect.kind) {
        case 'check':
          void check().catch(report)
          break
        case 'download':
          void download().catch(report)
          break
        case 'cancel':
          void updater
            .inUse()
            ?.then((loaded) => loaded.cancel())
            .catch(report)
          break
        case 'again':
          checkAfter(effect.afterMs)
          break
        case 'quit':
          quit()
          break
        case 'install':
          installs = { comeBack: effect.comeBack }
          break
        default:
          assertNever(effect)
      }
    },
    checkAfter,
    forgetInstall() {
      installs = null
    },
    /** How the program ends with the update installed; null where it ends without. */
    installs: () => installs,
    stop: () => cancelTimer(),
  }
}

/** What did not come up here is not offered again; its successor is. */
function withoutRolledBack(checked: Checked, rolledBack: ProgramSnapshot['rolledBack']): Checked {
  return checked.kind === 'found' && checked.version === rolledBack?.version
    ? { kind: 'refused', why: 'failedHere', version: checked.version }
    : checked
}
