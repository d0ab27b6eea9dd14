import type { WorklistEntry } from '../../../shared/views/worklist'

export type CardAction = 'start' | 'continue' | 'review' | 'open'

/** What a card offers: the next thing that a person can do with its procedure. */
export function cardAction({ procedure, resumable }: WorklistEntry): CardAction {
  if (procedure.status !== 'PENDING') return 'open'
  if (procedure.type === 'RETRIEVAL') return 'review'
  if (procedure.type !== 'STORE') return 'open'
  return resumable ? 'continue' : 'start'
}
