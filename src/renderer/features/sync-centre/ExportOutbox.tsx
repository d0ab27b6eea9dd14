import { IconFileExport } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../shared/model/refusal'
import { ask } from '../../bridge'
import { useT } from '../../i18n/i18n'
import { RefusalNote } from '../../parts/refusal/RefusalNote'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import styles from './SyncFigures.module.css'

type Exported =
  | { readonly kind: 'notYet' | 'busy' }
  | { readonly kind: 'done'; readonly file: string; readonly intents: number }
  | { readonly kind: 'failed'; readonly refusal: Refusal }

/** All that this bench ever saved, in one file that proves itself: for IT, for an auditor, or for a bench that never comes back online. */
export function ExportOutbox() {
  const t = useT()
  const [exported, setExported] = useState<Exported>({ kind: 'notYet' })
  const result = useRef<HTMLDivElement>(null)
  // On a low window the answer would appear below the edge, and nobody would look for it there.
  useEffect(() => {
    if (exported.kind === 'done' || exported.kind === 'failed') result.current?.scrollIntoView({ block: 'nearest' })
  }, [exported])
  const go = async () => {
    setExported({ kind: 'busy' })
    const answer = await ask('sync/exportOutbox', undefined)
    setExported(answer.ok ? { kind: 'done', ...answer.value } : { kind: 'failed', refusal: answer.problem })
  }
  return (
    <section className={styles.panel} aria-label={t('sync.export')}>
      <p className={styles.about}>{t('sync.export.text')}</p>
      <Button
        wide
        busy={exported.kind === 'busy'}
        icon={<IconFileExport size={24} stroke={1.75} aria-hidden="true" />}
        onClick={() => void go()}
      >
        {t('sync.export')}
      </Button>
      <div ref={result} className={styles.answer} role="status" data-testid="sync-exported">
        {exported.kind === 'done' ? (
          <div className={styles.result}>
            <Signal tone="accepted" size={24} />
            <div>
              <p>{t('sync.export.done', { count: exported.intents })}</p>
              <code dir="ltr" className={styles.file}>
                {exported.file}
              </code>
              <p className={styles.note}>{t('sync.export.next')}</p>
            </div>
          </div>
        ) : null}
        {exported.kind === 'failed' ? (
          <div className={styles.result}>
            <Signal tone="attention" size={24} />
            <RefusalNote refusal={exported.refusal} />
          </div>
        ) : null}
      </div>
    </section>
  )
}
