import { memo, useMemo } from 'react'
import type { CaneView } from '../../../shared/views/storage'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import type { Translate } from '../../i18n/messages'
import { CaneIcon } from '../../icons/CaneIcon'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import styles from './ResultPanel.module.css'
import { useSettled } from './useSettled'

interface Props {
  readonly place: TaggingSnapshot['place']
  /** The position on the cane where the vial is already; null if it is still to go there. */
  readonly isAt: number | null
  readonly readerReady: boolean
  readonly onChoosePlace: () => void
}

/** Where the vial goes, and whether a reader waits for it. The place follows a frame after the result that took it. */
export function PlaceLine({ place, isAt, ...props }: Props) {
  const settled = useSettled(useMemo(() => ({ place, isAt }), [place, isAt]))
  return <Line {...settled} {...props} />
}

function where({ tankName: tank, canister, cane }: CaneView, position: number | null, t: Translate): string {
  const place = { tank, canister, cane }
  return position === null ? t('place.text', place) : t('place.full', { ...place, position })
}

const Line = memo(function Line({ place, isAt, readerReady, onChoosePlace }: Props) {
  const t = useT()
  return (
    <div className={styles.foot}>
      <div className={styles.place}>
        <CaneIcon size={32} />
        {place === null ? null : (
          <div>
            <p className={styles.goesTo}>
              {isAt === null ? t('place.goesTo') : t('place.isAt')} <strong>{where(place, isAt, t)}</strong>
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
