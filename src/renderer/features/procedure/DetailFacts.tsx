import type { Actor, Procedure } from '../../../shared/model/procedure'
import { type Format, useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import type { MessageKey, Translate } from '../../i18n/messages'
import { ActorText } from '../../parts/ActorText'
import { useCentralNow } from '../../parts/freshness'
import { type Fact, Facts } from '../../ui/Facts'
import { Identifier } from '../../ui/Identifier'

function people(procedure: Procedure, t: Translate): readonly Fact[] {
  const all: readonly (readonly [MessageKey, Actor | null])[] = [
    ['procedure.requestedBy', procedure.requestedBy],
    ['procedure.preparedBy', procedure.preparedBy],
    ['procedure.acceptedBy', procedure.acceptedBy],
    ['procedure.endedBy', procedure.endedBy ?? null],
  ]
  return all.flatMap(([label, actor]) =>
    actor === null ? [] : [{ label: t(label), value: <ActorText actor={actor} /> }],
  )
}

function times(procedure: Procedure, now: number, t: Translate, format: Format): readonly Fact[] {
  const { createdAt, startedAt, completedAt, status } = procedure
  const running = status === 'IN_PROGRESS' && startedAt !== null
  return [
    { label: t('procedure.created'), value: format.when(createdAt, now) },
    ...(startedAt === null ? [] : [{ label: t('procedure.started'), value: format.when(startedAt, now) }]),
    ...(running ? [{ label: t('procedure.elapsed'), value: format.clock(now - Date.parse(startedAt)) }] : []),
    ...(completedAt === null ? [] : [{ label: t('procedure.ended'), value: format.when(completedAt, now) }]),
  ]
}

/** What is known of a procedure; what is not known is left out. */
export function DetailFacts({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  const format = useFormat()
  const now = useCentralNow(1_000)
  const { subject, device, reason } = procedure
  return (
    <Facts
      facts={[
        ...(subject === null
          ? []
          : [{ label: t('procedure.subject'), value: <Identifier>{subject.code}</Identifier> }]),
        ...people(procedure, t),
        ...(device === null ? [] : [{ label: t('procedure.device'), value: device.name }]),
        ...times(procedure, now, t, format),
        ...(reason === null ? [] : [{ label: t('procedure.reason'), value: reason, wide: true }]),
      ]}
    />
  )
}
