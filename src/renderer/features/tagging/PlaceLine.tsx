import { memo } from 'react'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import { CaneIcon } from '../../icons/CaneIcon'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import styles from './ResultPanel.module.css'
import { useSettled } from './useSettled'

interface Props {
  readonly place: TaggingSnapshot['place']
  readonly readerReady: boolean
  readonly onChoosePlace: () => void
}

/** Where the vial goes, and whether a reader waits for it. The place follows a frame after the result that took it. */
export function PlaceLine({ place, ...props }: Props) {
  return <Line place={useSettled(place)} {...props} />
}

const Line = memo(function Line({ place, readerReady, onChoosePlace }: Props) {
  const t = useT()
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
})
