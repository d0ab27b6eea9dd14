import type { AttentionRow } from '../../../shared/views/attention'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { VialIcon } from '../../icons/VialIcon'
import type { TankNames } from '../../parts/places'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { TagText } from '../../ui/TagText'
import { useNow } from '../../ui/useNow'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './Attention.module.css'
import { RefusedByCentral } from './RefusedByCentral'
import { centralText, whereText } from './whereText'

interface Props {
  readonly row: Extract<AttentionRow, { kind: 'verify' }>
  readonly tankName: TankNames
}

/** A vial to verify: why, where central has it, and where it is remembered. */
export function VerifyLine({ row, tankName }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { vial, remembered, conflict } = row
  return (
    <li className={styles.line} data-verify={vial.id}>
      <VialIcon size={32} />
      <div className={styles.words}>
        <p className={styles.name}>
          <Identifier>{vial.name}</Identifier> <Identifier className={styles.subject}>{vial.subjectCode}</Identifier>
          {vial.tag === null ? null : <TagText tag={vial.tag} />}
        </p>
        <p className={styles.quiet}>
          {t(`attention.why.${vial.verify.why}`)}{' '}
          {vial.verify.since === '' ? null : t('attention.since', { when: format.when(vial.verify.since, now) })}
        </p>
        <RefusedByCentral conflict={conflict} />
      </div>
      <dl className={styles.where}>
        <div>
          <dt>{t('attention.central')}</dt>
          <dd>{centralText(vial, tankName, t)}</dd>
        </div>
        {remembered.map(({ by, at, where }) => (
          <div key={`${by} ${at}`}>
            <dt>{t('attention.remembers', { name: by })}</dt>
            <dd>
              {whereText(where, tankName, t)} <span className={styles.quiet}>{format.when(at, now)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Button className={styles.act} onClick={() => go({ kind: 'attention', containerId: vial.id })}>
        {t('attention.verify')}
        <VisuallyHidden>
          {' '}
          <Identifier>{vial.name}</Identifier>
        </VisuallyHidden>
      </Button>
    </li>
  )
}
