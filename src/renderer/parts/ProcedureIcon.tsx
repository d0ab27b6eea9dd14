import { IconArrowBarToDown, IconArrowBarUp, IconDropletFilled, IconQuestionMark } from '@tabler/icons-react'
import type { OrUnknown, ProcedureType } from '../../shared/model/procedure'

interface Props {
  readonly type: OrUnknown<ProcedureType>
  readonly size?: number
}

/** In, out, refill; a question mark for a type we don't know. The type's word always stands next to it. */
export function ProcedureIcon({ type, size = 22 }: Props) {
  const common = { size, stroke: 1.75, 'aria-hidden': true } as const
  switch (type) {
    case 'STORE':
      return <IconArrowBarToDown {...common} />
    case 'RETRIEVAL':
      return <IconArrowBarUp {...common} />
    case 'REFILL':
      return <IconDropletFilled {...common} />
    case 'UNKNOWN':
      return <IconQuestionMark {...common} />
  }
}
