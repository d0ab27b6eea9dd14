import type { ContainerId, ProcedureId } from '../../shared/model/ids'
import { isOpen } from '../../shared/model/procedure'
import { nameKey, nameKeys } from '../../shared/names/key'
import type { WorklistEntry, WorklistSnapshot } from '../../shared/views/worklist'

export const lanes = ['toTag', 'toReview', 'queued', 'running', 'notDoneToday', 'doneToday', 'other'] as const
export type Lane = (typeof lanes)[number]

/** The entry of a procedure in whichever lane it is. */
export function findEntry(worklist: WorklistSnapshot, id: ProcedureId): WorklistEntry | null {
  for (const lane of lanes) {
    const found = worklist[lane].find((entry) => entry.procedure.id === id)
    if (found) return found
  }
  return null
}

/** The open procedure that holds a vial, as far as the worklist shows it. */
export function openProcedureOf(worklist: WorklistSnapshot, vial: ContainerId): ProcedureId | null {
  for (const lane of lanes) {
    const holder = worklist[lane].find(
      ({ procedure }) => isOpen(procedure.status) && procedure.vials.some(({ containerId }) => containerId === vial),
    )
    if (holder) return holder.procedure.id
  }
  return null
}

/** Whether an entry matches what was typed: its type as the screen names it, number, subject, or a vial's name or tag. Every word must be found. A number may have blanks, as the screen shows it. */
export function matches(entry: WorklistEntry, text: string, shownType: string): boolean {
  const { procedure } = entry
  const hay = [
    String(procedure.id),
    shownType,
    procedure.subject?.code ?? '',
    procedure.refill?.tankName ?? '',
    ...procedure.vials.flatMap((vial) => [vial.name, vial.tag ?? '']),
  ]
    .flatMap(nameKeys)
    .join(' ')
  const typed = nameKey(text)
  const isFound = (words: string) => words.split(' ').every((word) => hay.includes(word))
  // A procedure's number is shown in groups.
  return isFound(typed) || isFound(typed.replaceAll(/(?<=\d)\s+(?=\d)/g, ''))
}
