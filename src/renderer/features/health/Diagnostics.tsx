import { IconFileZip } from '@tabler/icons-react'
import { useState } from 'react'
import type { HealthSnapshot, SavedFile } from '../../../shared/views/health'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { Button } from '../../ui/Button'
import { Panel } from '../../ui/Panel'
import { SwitchLine } from '../../ui/SwitchLine'
import styles from './Health.module.css'
import { SavedNote } from './SavedNote'

/** One file for IT, by one button. */
export function Diagnostics({
  writing,
  onChange,
}: Pick<HealthSnapshot, 'writing'> & { readonly onChange: () => void }) {
  const t = useT()
  const { busy, act } = useAct()
  const cancelling = useAct()
  const [withDumps, setWithDumps] = useState(false)
  const [saved, setSaved] = useState<SavedFile | null>(null)
  const save = async () => {
    setSaved(null)
    const answer = act('diagnostics/write', { withDumps })
    onChange()
    setSaved((await answer) ?? null)
    onChange()
  }
  return (
    <Panel title={t('diagnostics.title')}>
      <p className={styles.quiet}>{t('diagnostics.text')}</p>
      <SwitchLine
        checked={withDumps}
        label={t('diagnostics.dumps')}
        description={t('diagnostics.dumpsText')}
        onChange={setWithDumps}
      />
      <Button
        wide
        variant="primary"
        target="hand"
        data-primary
        keyHint="⏎"
        busy={busy}
        icon={<IconFileZip size={28} stroke={1.75} aria-hidden="true" />}
        onClick={() => void save()}
      >
        {t('diagnostics.save')}
      </Button>
      {writing === null ? null : (
        <div className={styles.progress}>
          <progress aria-label={t('diagnostics.title')} value={writing.done} max={Math.max(1, writing.all)} />
          <span>{t('diagnostics.writing', { done: writing.done, all: writing.all })}</span>
          <Button busy={cancelling.busy} onClick={() => void cancelling.act('diagnostics/cancel', undefined)}>
            {t('diagnostics.cancel')}
          </Button>
        </div>
      )}
      <SavedNote saved={saved} next={t('diagnostics.next')} />
    </Panel>
  )
}
