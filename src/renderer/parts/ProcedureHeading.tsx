import { IconArrowLeft } from '@tabler/icons-react'
import type { Procedure } from '../../shared/model/procedure'
import { useT } from '../i18n/i18n'
import { goBack } from '../stores/view'
import styles from './ProcedureHeading.module.css'
import { ProcedureIcon } from './ProcedureIcon'
import { StatusWord } from './StatusWord'
import { procedureTitle } from './words'

/** Back, what it is, its state. */
export function ProcedureHeading({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  return (
    <span className={styles.heading}>
      <button type="button" className={styles.back} aria-label={t('app.back')} onClick={goBack}>
        <IconArrowLeft size={24} aria-hidden="true" className={styles.arrow} />
      </button>
      <ProcedureIcon type={procedure.type} size={28} />
      {procedureTitle(procedure, t)}
      <StatusWord procedure={procedure} />
    </span>
  )
}
