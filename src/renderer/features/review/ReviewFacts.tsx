import type { Procedure } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { ActorText } from '../../parts/ActorText'
import { useCentralNow } from '../../parts/freshness'
import { Facts } from '../../ui/Facts'
import { Identifier } from '../../ui/Identifier'

/** Who asks, when, for whom. */
export function ReviewFacts({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  const format = useFormat()
  const now = useCentralNow(30_000)
  const age = format.age(now - Date.parse(procedure.createdAt))
  return (
    <Facts
      facts={[
        {
          label: t('review.who'),
          value: procedure.requestedBy === null ? t('central.unknown') : <ActorText actor={procedure.requestedBy} />,
        },
        { label: t('review.when'), value: `${format.when(procedure.createdAt, now)}, ${t('entry.waits', { age })}` },
        {
          label: t('review.subject'),
          value: <Identifier>{procedure.subject?.code ?? t('entry.noSubject')}</Identifier>,
        },
      ]}
    />
  )
}
