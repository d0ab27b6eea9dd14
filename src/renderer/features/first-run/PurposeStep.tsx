import { IconBuildingHospital, IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { useBench } from '../../stores/snapshots'
import { Acts } from '../../ui/Acts'
import styles from './FirstRun.module.css'

interface ChoiceProps {
  readonly icon: ReactNode
  readonly name: string
  readonly text: string
  readonly onChoose: () => void
}

const Choice = ({ icon, name, text, onChoose }: ChoiceProps) => (
  <button type="button" className={styles.choice} onClick={onChoose}>
    <span className={styles.icon} aria-hidden="true">
      {icon}
    </span>
    <span>
      <strong>{name}</strong>
      <span className={styles.text}>{text}</span>
    </span>
  </button>
)

const icon = { size: 36, stroke: 1.5 } as const

export function PurposeStep({ back, onConnect }: { readonly back: ReactNode; readonly onConnect: () => void }) {
  const t = useT()
  const { act } = useAct()
  const invitation = useBench()?.invitation
  return (
    <>
      <h1>{t('firstRun.purpose.title')}</h1>
      {invitation?.kind === 'unusable' ? (
        <p className={styles.notice} role="alert">
          {t('connect.linkUnusable')}
        </p>
      ) : null}
      <div className={styles.choices}>
        <Choice
          icon={<IconBuildingHospital {...icon} />}
          name={t('firstRun.purpose.connect')}
          text={t('firstRun.purpose.connectText')}
          onChoose={onConnect}
        />
        <Choice
          icon={<IconPlayerPlay {...icon} />}
          name={t('firstRun.purpose.demo')}
          text={t('firstRun.purpose.demoText')}
          onChoose={() => void act('enrolment/chooseDemo', undefined)}
        />
      </div>
      <Acts on="page">{back}</Acts>
    </>
  )
}
