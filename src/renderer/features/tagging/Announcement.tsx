import { memo } from 'react'
import { assertNever } from '../../../shared/assert-never'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { type Format, useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import type { Translate } from '../../i18n/messages'
import { useBench } from '../../stores/snapshots'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import { finishedView } from './finishedView'
import { resultText } from './lastResult'
import { refusalView } from './refusalView'
import { useSettled } from './useSettled'

function spoken(tagging: TaggingSnapshot, online: boolean, t: Translate, format: Format): string {
  const { step, last } = tagging
  const result = last === null || last.kind === 'refused' ? '' : `${resultText(last, t)}.`
  switch (step.kind) {
    case 'expecting':
      return `${result} ${t('tagging.put')}: ${step.vial.name}`
    case 'confirmLast':
      return `${t('tagging.step.confirmLast')}. ${t('tagging.put')}: ${step.vial.name}`
    case 'needsPlace':
      return `${result} ${t(`tagging.step.needsPlace.${step.why}`)}`
    case 'onlySkipped':
      return `${result} ${t('tagging.step.onlySkipped', { count: step.vials.length })}`
    case 'finished': {
      const problem = tagging.vials.find((vial) => vial.problem !== null)?.problem ?? null
      const { procedure, vials } = tagging
      const { title, texts } = finishedView({ procedure, vials: vials.length, problem, online }, t, format)
      return [`${title}.`, ...texts].join(' ')
    }
    case 'refused': {
      const { title, what, next } = refusalView(step.refusal, step.vial, tagging.procedure, t, format)
      return `${title}. ${what} ${next}`
    }
    default:
      return assertNever(step)
  }
}

/** The panel for those who listen: each result once, right after the frame that shows it. */
export function Announcement({ tagging }: { readonly tagging: TaggingSnapshot }) {
  return <Spoken tagging={useSettled(tagging)} />
}

const Spoken = memo(function Spoken({ tagging }: { readonly tagging: TaggingSnapshot }) {
  const online = useBench()?.link.kind === 'online'
  const text = spoken(tagging, online, useT(), useFormat())
  return (
    <VisuallyHidden role="status" aria-live="assertive" aria-atomic="true">
      {text}
    </VisuallyHidden>
  )
})
