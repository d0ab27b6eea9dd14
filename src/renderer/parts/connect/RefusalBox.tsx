import type { EnrolmentRefusal } from '../../../shared/enrolment/central'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { Fingerprint } from '../../ui/Fingerprint'
import { Signal } from '../../ui/Signal'
import tints from '../../ui/Tint.module.css'
import styles from './Connect.module.css'
import { refusalWords } from './refusalWords'

interface Props {
  readonly refusal: EnrolmentRefusal
  readonly url: string
}

/** Why not, and what to do next. Another key than the named one is the one case that can be an attack. */
export function RefusalBox({ refusal, url }: Props) {
  const t = useT()
  const { what, next } = refusalWords(refusal, url, t, useFormat())
  const tone = refusal.kind === 'otherFingerprint' ? 'stop' : 'attention'
  return (
    <div className={cx(styles.judgement, tints[tone])} role="alert" data-refusal={refusal.kind}>
      <Signal tone={tone} size={28} />
      <div>
        <p className={styles.what}>{what}</p>
        <p>{next}</p>
        {refusal.kind === 'otherFingerprint' ? (
          <dl className={styles.keys}>
            <dt>{t('connect.expected')}</dt>
            <dd>
              <Fingerprint digits={refusal.expected} />
            </dd>
            <dt>{t('connect.shown')}</dt>
            <dd>
              <Fingerprint digits={refusal.seen} />
            </dd>
          </dl>
        ) : null}
      </div>
    </div>
  )
}
