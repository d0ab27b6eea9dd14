import type { Procedure } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { useCentralNow } from '../../parts/freshness'

/** How long it has waited, or run; when it ended. */
export function CardAge({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  const format = useFormat()
  const running = procedure.status === 'IN_PROGRESS'
  const now = useCentralNow(running ? 1_000 : 20_000)
  if (procedure.completedAt !== null)
    return <span>{t('entry.endedAt', { time: format.when(procedure.completedAt, now) })}</span>
  if (running) return <span>{format.clock(now - Date.parse(procedure.startedAt ?? procedure.updatedAt))}</span>
  return <span>{t('entry.waits', { age: format.age(now - Date.parse(procedure.createdAt)) })}</span>
}
