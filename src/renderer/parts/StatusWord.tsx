import type { Procedure } from '../../shared/model/procedure'
import { useT } from '../i18n/i18n'
import { Pill } from '../ui/Pill'
import type { Tone } from '../ui/tone'
import { statusWord } from './words'

export const statusTones: Readonly<Record<Procedure['status'], Tone>> = {
  PENDING: 'neutral',
  CREATED: 'neutral',
  IN_PROGRESS: 'waiting',
  COMPLETED: 'accepted',
  CANCELLED: 'neutral',
  FAILED: 'attention',
  UNKNOWN: 'neutral',
}

/** The state in the laboratory's word. */
export function StatusWord({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  return (
    <Pill tone={statusTones[procedure.status]}>
      <bdi>{statusWord(procedure, t)}</bdi>
    </Pill>
  )
}
