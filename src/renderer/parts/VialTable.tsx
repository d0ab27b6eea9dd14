import { IconCircleCheckFilled, IconCircleDashed, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ContainerId } from '../../shared/model/ids'
import type { Outcome, ProcedureVial } from '../../shared/model/procedure'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { Identifier } from '../ui/Identifier'
import { Pill } from '../ui/Pill'
import { TagText } from '../ui/TagText'
import { useNow } from '../ui/useNow'
import { placeText, type TankNames } from './places'
import styles from './VialTable.module.css'

const icons = {
  pending: IconCircleDashed,
  done: IconCircleCheckFilled,
  notDone: IconCircleX,
  unknown: IconHelpCircle,
} as const

function OutcomeText({ outcome, at }: { readonly outcome: Outcome; readonly at: string | null }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const Icon = icons[outcome]
  return (
    <span className={styles[outcome]}>
      <Icon size={20} aria-hidden="true" />
      {t(`procedure.outcome.${outcome}`)}
      {at === null ? null : <span className={styles.at}>{format.when(at, now)}</span>}
    </span>
  )
}

interface Props {
  readonly vials: readonly ProcedureVial[]
  readonly tankName: TankNames
  readonly withOutcome: boolean
  /** Those of which nobody knows for certain where they are. */
  readonly toVerify?: readonly ContainerId[]
  /** What can be done with each vial. */
  readonly action?: (vial: ProcedureVial) => ReactNode
}

/** The vials of a procedure with tag and place, and what the device did with each. */
export function VialTable({ vials, tankName, withOutcome, toVerify = [], action }: Props) {
  const t = useT()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('storage.col.vial')}</th>
          <th scope="col">{t('storage.col.place')}</th>
          <th scope="col">{t('storage.col.tag')}</th>
          {withOutcome ? <th scope="col">{t('procedure.ended')}</th> : null}
          {action === undefined ? null : <td />}
        </tr>
      </thead>
      <tbody>
        {vials.map((vial) => (
          <tr key={vial.containerId} data-outcome={vial.outcome}>
            <th scope="row">
              <Identifier className={styles.name}>{vial.name}</Identifier>
              <span className={styles.description}>{vial.description}</span>
              {toVerify.includes(vial.containerId) ? <Pill tone="attention">{t('procedure.vialToVerify')}</Pill> : null}
            </th>
            <td>
              {vial.place === null
                ? t('procedure.place.none')
                : placeText(vial.place, tankName(vial.place.storageId), t)}
            </td>
            <td>{vial.tag === null ? t('procedure.tag.none') : <TagText tag={vial.tag} />}</td>
            {withOutcome ? (
              <td>
                <OutcomeText outcome={vial.outcome} at={vial.outcomeAt} />
              </td>
            ) : null}
            {action === undefined ? null : <td>{action(vial)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
