import type { Procedure } from '../../shared/model/procedure'
import { Pill } from '../ui/Pill'
import type { Tone } from '../ui/tone'

export const statusTones: Readonly<Record<Procedure['status'], Tone>> = {
  PENDING: 'neutral',
  CREATED: 'neutral',
  IN_PROGRESS: 'waiting',
  COMPLETED: 'accepted',
  CANCELLED: 'neutral',
  FAILED: 'attention',
  UNKNOWN: 'neutral',
}

/** The state by its technical name: the word that the API, the device and IT use for it too. */
export const StatusWord = ({ procedure }: { readonly procedure: Procedure }) => (
  <Pill tone={statusTones[procedure.status]}>
    <bdi dir="ltr">{procedure.statusName}</bdi>
  </Pill>
)
