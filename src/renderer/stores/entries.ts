import type { WorklistEntry, WorklistSnapshot } from '../../shared/ipc/snapshots'
import type { ProcedureId } from '../../shared/model/ids'

export const lanes = ['toTag', 'toReview', 'queued', 'running', 'doneToday', 'other'] as const
export type Lane = (typeof lanes)[number]

/** The entry of a procedure in whichever lane it is. */
export function findEntry(worklist: WorklistSnapshot, id: ProcedureId): WorklistEntry | null {
  for (const lane of lanes) {
    const found = worklist[lane].find((entry) => entry.procedure.id === id)
    if (found) return found
  }
  return null
}

/** Whether an entry matches what was typed: number, subject, or a vial's name or tag. Every word must be found. */
export function matches(entry: WorklistEntry, text: string): boolean {
  const { procedure } = entry
  const hay = [
    String(procedure.id),
    procedure.typeName,
    procedure.subject?.code ?? '',
    procedure.refill?.tankName ?? '',
    ...procedure.vials.flatMap((vial) => [vial.name, vial.tag ?? '']),
  ]
    .join(' ')
    .toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}
