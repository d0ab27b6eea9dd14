import type { BenchSnapshot } from '../../shared/ipc/snapshots'
import { type Format, useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import type { Translate } from '../i18n/messages'
import { useAct } from '../parts/useAct'
import { useBench } from '../stores/snapshots'
import { Button } from '../ui/Button'
import { type Fact, Facts } from '../ui/Facts'
import { Sheet } from '../ui/Sheet'
import { useNow } from '../ui/useNow'
import styles from './CentralSheet.module.css'
import { linkText } from './CentralStatus'

/** More than this and times on records would mislead. */
const skewMs = 30_000

function clockText(offset: number | null, t: Translate, format: Format): string {
  if (offset === null) return t('central.unknown')
  return Math.abs(offset) > skewMs ? t('central.clockOff', { age: format.age(Math.abs(offset)) }) : t('central.clockOk')
}

function nextAttempt(nextMs: number | null, now: number, t: Translate, format: Format): string {
  if (nextMs === null) return t('central.unknown')
  return nextMs <= now ? t('central.soon') : format.age(Math.ceil((nextMs - now) / 1000) * 1000)
}

function factsOf(bench: BenchSnapshot, now: number, t: Translate, format: Format): readonly Fact[] {
  const { link, outbox } = bench
  const contact =
    link.kind === 'online' ? [{ label: t('central.lastContact'), value: format.when(link.lastContactMs, now) }] : []
  const attempt =
    link.kind === 'offline'
      ? [{ label: t('central.nextAttempt'), value: nextAttempt(link.nextAttemptMs, now, t, format) }]
      : []
  const oldest =
    outbox.oldestMs === null ? [] : [{ label: t('central.oldest'), value: format.age(now - outbox.oldestMs) }]
  return [
    { label: t('central.state'), value: linkText(link, t, format) },
    ...contact,
    ...attempt,
    { label: t('central.waiting'), value: format.number(outbox.waiting) },
    ...oldest,
    { label: t('central.refused'), value: format.number(outbox.refused) },
    { label: t('central.clock'), value: clockText(bench.clockOffsetMs, t, format) },
  ]
}

function Content({ bench }: { readonly bench: BenchSnapshot }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(1_000)
  const { busy, act } = useAct()
  const offline = bench.link.kind === 'offline'
  return (
    <div className={styles.content}>
      <p>{offline ? t('central.offlineText') : t('central.onlineText')}</p>
      <Facts facts={factsOf(bench, now, t, format)} />
      <Button look="primary" target="hand" wide busy={busy} onClick={() => void act('bench/syncNow', undefined)}>
        {t('central.now')}
      </Button>
    </div>
  )
}

/** How the bench stands with central, in full, and the way to ask it now. */
export function CentralSheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT()
  const bench = useBench()
  return (
    <Sheet opened={opened} onClose={onClose} title={t('central.title')} closeLabel={t('app.close')}>
      {bench === null ? null : <Content bench={bench} />}
    </Sheet>
  )
}
