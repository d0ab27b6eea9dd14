import type { TaggingSnapshot } from '../../../shared/ipc/snapshots'
import { useT } from '../../i18n/i18n'
import { CaneIcon } from '../../icons/CaneIcon'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import styles from './ResultPanel.module.css'

interface Props {
  readonly tagging: TaggingSnapshot
  readonly onChoosePlace: () => void
}

/** Where the vial goes, and whether a reader waits for it. */
export function PlaceLine({ tagging, onChoosePlace }: Props) {
  const t = useT()
  const { place, readerReady } = tagging
  return (
    <div className={styles.foot}>
      <div className={styles.place}>
        <CaneIcon size={32} />
        {place === null ? null : (
          <div>
            <p className={styles.goesTo}>
              {t('place.goesTo')}{' '}
              <strong>{t('place.text', { tank: place.tankName, canister: place.canister, cane: place.cane })}</strong>
            </p>
            <p>{t('place.free', { count: place.free })}</p>
          </div>
        )}
        <Button className={styles.change} onClick={onChoosePlace}>
          {place === null ? t('place.choose') : t('place.change')}
        </Button>
      </div>
      <p className={styles.reader} title={readerReady ? undefined : t('tagging.readerAwayText')}>
        <Signal tone={readerReady ? 'waiting' : 'attention'} size={28} onColour />
        {readerReady ? t('tagging.readerReady') : t('tagging.readerAway')}
      </p>
    </div>
  )
}
