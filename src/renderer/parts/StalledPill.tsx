import type { Stalled } from '../../shared/procedure/stalled'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { Pill } from '../ui/Pill'
import { useNow } from '../ui/useNow'

/** Says that a running procedure has come to a stand, and since when; nothing while it goes on. */
export function StalledPill({ stalled }: { readonly stalled: Stalled | null }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(30_000)
  if (stalled === null) return null
  const age = format.age(Math.max(0, now - Date.parse(stalled.since)))
  return <Pill tone="attention">{t(`entry.stalled.${stalled.why}`, { age })}</Pill>
}
