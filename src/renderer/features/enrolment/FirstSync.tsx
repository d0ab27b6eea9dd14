import { useT } from '../../i18n/i18n'
import { DewarDrawing } from '../../icons/EmptyDrawings'
import { StatePanel } from '../../ui/StatePanel'
import styles from './Enrolment.module.css'

interface Props {
  readonly received: number
  /** null until central has said how much there is. */
  readonly total: number | null
}

export function FirstSync({ received, total }: Props) {
  const t = useT()
  const told =
    total === null ? t('enrolment.firstSync.received', { received }) : t('enrolment.firstSync.of', { received, total })
  return (
    <StatePanel
      screen
      drawing={<DewarDrawing />}
      title={t('enrolment.firstSync.title')}
      text={t('enrolment.firstSync.text')}
      action={
        <div className={styles.progress}>
          <progress
            aria-label={t('enrolment.firstSync.title')}
            {...(total === null ? {} : { value: received, max: Math.max(1, total) })}
          />
          <p role="status">{told}</p>
        </div>
      }
    />
  )
}
