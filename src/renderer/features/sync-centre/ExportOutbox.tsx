import { IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import type { Refusal } from '../../../shared/views/refusal'
import { ask } from '../../bridge'
import { useT } from '../../i18n/i18n'
import { RefusalNote } from '../../parts/refusal/RefusalNote'
import { Button } from '../../ui/Button'
import { Panel } from '../../ui/Panel'
import { FilePath, ResultNote } from '../../ui/ResultNote'
import type { Tone } from '../../ui/tone'
import styles from './SyncFigures.module.css'

type Exported =
  | { readonly kind: 'notYet' | 'busy' }
  | { readonly kind: 'done'; readonly file: string; readonly intents: number }
  | { readonly kind: 'failed'; readonly refusal: Refusal }

const toneOf: Readonly<Record<Exported['kind'], Tone | null>> = {
  notYet: null,
  busy: null,
  done: 'accepted',
  failed: 'attention',
}

/** All that this bench ever saved, in one file that proves itself: for IT, for an auditor, or for a bench that never comes back online. */
export function ExportOutbox() {
  const t = useT()
  const [exported, setExported] = useState<Exported>({ kind: 'notYet' })
  const go = async () => {
    setExported({ kind: 'busy' })
    const answer = await ask('sync/exportOutbox', undefined)
    setExported(answer.ok ? { kind: 'done', ...answer.value } : { kind: 'failed', refusal: answer.problem })
  }
  return (
    <Panel label={t('sync.export')}>
      <p className={styles.about}>{t('sync.export.text')}</p>
      <Button
        wide
        busy={exported.kind === 'busy'}
        icon={<IconFileExport size={24} stroke={1.75} aria-hidden="true" />}
        onClick={() => void go()}
      >
        {t('sync.export')}
      </Button>
      <ResultNote tone={toneOf[exported.kind]} testId="sync-exported">
        {exported.kind === 'done' ? (
          <div>
            <p>{t('sync.export.done', { count: exported.intents })}</p>
            <FilePath>{exported.file}</FilePath>
            <p className={styles.note}>{t('sync.export.next')}</p>
          </div>
        ) : null}
        {exported.kind === 'failed' ? <RefusalNote refusal={exported.refusal} /> : null}
      </ResultNote>
    </Panel>
  )
}
