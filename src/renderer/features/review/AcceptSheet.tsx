import type { Procedure } from '../../../shared/model/procedure'
import { shownOf } from '../../../shared/views/shown'
import { useT } from '../../i18n/i18n'
import { placeText, type TankNames } from '../../parts/places'
import { useAct } from '../../parts/useAct'
import { useBench } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { Sheet } from '../../ui/Sheet'
import styles from './Review.module.css'

interface Props {
  readonly opened: boolean
  readonly procedure: Procedure
  readonly personName: string
  readonly tankName: TankNames
  readonly onClose: () => void
}

/** Says once more what is accepted, by whom, and what follows. */
export function AcceptSheet({ opened, procedure, personName, tankName, onClose }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const online = useBench()?.link.kind === 'online'
  const accept = async () => {
    const accepted = await act('retrieval/accept', { procedureId: procedure.id, shown: shownOf(procedure) })
    onClose()
    if (accepted !== undefined) go({ kind: 'worklist' })
  }
  return (
    <Sheet
      opened={opened}
      onClose={onClose}
      title={t('review.acceptTitle', { count: procedure.vials.length })}
      closeLabel={t('app.close')}
    >
      <div className={styles.sheet}>
        <p>
          {t('review.acceptText', {
            person: personName,
            subject: procedure.subject?.code ?? '',
            count: procedure.vials.length,
          })}
        </p>
        <ul className={styles.accepted}>
          {procedure.vials.map((vial) => (
            <li key={vial.containerId}>
              <Identifier>{vial.name}</Identifier>
              <span>
                {vial.place === null
                  ? t('procedure.place.none')
                  : placeText(vial.place, tankName(vial.place.storageId), t)}
              </span>
            </li>
          ))}
        </ul>
        <p className={styles.who}>{t(online ? 'review.acceptNext' : 'review.acceptNextOffline')}</p>
        <Acts>
          <Button target="hand" onClick={onClose}>
            {t('review.notNow')}
          </Button>
          <Button variant="primary" target="hand" busy={busy} onClick={() => void accept()}>
            {t('review.acceptConfirm')}
          </Button>
        </Acts>
      </div>
    </Sheet>
  )
}
