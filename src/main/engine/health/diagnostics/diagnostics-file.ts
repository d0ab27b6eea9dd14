// The diagnostics file that a person asks for: where it goes, how far it is, and how it is cancelled.
import { stampOf } from '../../../../platform/time-stamp'
import type { Clock } from '../../../../shared/ports'
import type { Program, SavedFile } from '../../../../shared/views/health'
import type { HealthPorts } from '../ports'
import { type Saved, type SaveNeeds, saveFile } from '../save-file'

export interface DiagnosticsNeeds extends SaveNeeds, Pick<HealthPorts, 'jobs' | 'note'> {
  readonly dataDir: string
  readonly program: Program
  /** What an administrator has laid down for this machine; need not be there. */
  readonly policyFile: string
  readonly clock: Clock
  /** Writing has begun. */
  readonly onBegin: () => void
}

export interface DiagnosticsFile {
  /** `withDumps`: with crash dumps, which hold what was in memory. */
  write(withDumps: boolean): Promise<Saved>
  cancel(): void
  /** Null while none is being written. */
  progress(): { readonly done: number; readonly all: number } | null
}

export function diagnosticsFile(needs: DiagnosticsNeeds): DiagnosticsFile {
  const { dataDir, program, policyFile, clock, jobs, note, onBegin } = needs
  let writing: { readonly done: number; readonly all: number; readonly controller: AbortController } | null = null

  const diagnose = async (target: string, withDumps: boolean): Promise<SavedFile> => {
    const controller = new AbortController()
    writing = { done: 0, all: 0, controller }
    try {
      onBegin()
      return await jobs.run(
        { kind: 'diagnose', dataDir, target, program, policyFile, withDumps, nowMs: clock.wallMs() },
        {
          signal: controller.signal,
          progress(done, all) {
            writing = { done, all, controller }
          },
        },
      )
    } finally {
      writing = null
    }
  }
  return {
    write: (withDumps) => {
      const name = `cryobench-diagnostics-${stampOf(clock.wallMs())}.zip`
      return saveFile(needs, { kind: 'save', name, extension: 'zip' }, (path) => {
        note(`A diagnostics file is written to ${path}${withDumps ? ', with crash dumps' : ''}.`)
        return diagnose(path, withDumps)
      })
    },
    cancel: () => writing?.controller.abort(),
    progress: () => writing && { done: writing.done, all: writing.all },
  }
}
