// What the panel says when nothing is left to tag: pure, so that every case stands in a table of tests.

import type { ToldProblem } from '../../../shared/acts/problems/told'
import { assertNever } from '../../../shared/assert-never'
import type { Procedure } from '../../../shared/model/procedure'
import type { Format } from '../../i18n/format'
import type { Translate } from '../../i18n/messages'
import { procedureNumber } from '../../parts/procedureNumber'
import { problemText } from '../../parts/refusal/problemText'
import { statusWord, typeWord } from '../../parts/words'
import type { Tone } from '../../ui/tone'

export interface FinishedView {
  readonly tone: Extract<Tone, 'accepted' | 'attention' | 'neutral'>
  readonly title: string
  readonly texts: readonly string[]
}

interface Finished {
  readonly procedure: Procedure
  readonly vials: number
  /** What central refused of it, if it did. */
  readonly problem: ToldProblem | null
  readonly online: boolean
}

/** A success is only told while it is one: not of a procedure that was taken back, nor of one that central refused. */
export function finishedView(
  { procedure, vials, problem, online }: Finished,
  t: Translate,
  format: Format,
): FinishedView {
  const values = { type: typeWord(procedure, t), id: procedureNumber(procedure.id), status: statusWord(procedure, t) }
  if (procedure.status === 'CANCELLED') {
    const reason = procedure.reason === null ? [] : [t('tagging.step.cancelledReason', { reason: procedure.reason })]
    return {
      tone: 'attention',
      title: t('tagging.step.cancelled', values),
      texts: [...reason, t('tagging.step.cancelledText')],
    }
  }
  if (problem !== null)
    return {
      tone: 'attention',
      title: t('problem.title'),
      texts: [problemText(problem, t, format), `${t('problem.safe')} ${t('problem.next')}`],
    }
  const title = t('tagging.step.finished', { count: vials })
  switch (procedure.status) {
    case 'PENDING':
    case 'CREATED':
      return {
        tone: 'accepted',
        title,
        texts: [online ? t('tagging.step.finishedText', values) : t('tagging.step.finishedOffline')],
      }
    case 'IN_PROGRESS':
    case 'COMPLETED':
      return { tone: 'accepted', title, texts: [t('tagging.step.finishedElsewhere', values)] }
    case 'FAILED':
    case 'UNKNOWN':
      return { tone: 'attention', title: t('tagging.step.finishedElsewhere', values), texts: [] }
    default:
      return assertNever(procedure.status)
  }
}
