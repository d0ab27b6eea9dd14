import type { OddValue } from '../../../shared/model/device'
import { useT } from '../../i18n/i18n'
import { useTanks } from '../../parts/useTanks'
import { Signal } from '../../ui/Signal'
import styles from './Devices.module.css'
import { needsCare, oddText } from './oddValues'

const mostShown = 4

/** What a device has reported lately that can't be so: passed over by central, and shown, since a gauge may be broken. */
export function OddValues({ values }: { readonly values: readonly OddValue[] }) {
  const t = useT()
  const { tankName } = useTanks()
  const more = values.length - mostShown
  return (
    <section className={styles.odd} aria-label={t('devices.odd.title', { count: values.length })}>
      <p className={styles.oddTitle}>
        {needsCare(values) ? <Signal tone="attention" /> : null}
        {t('devices.odd.title', { count: values.length })}
      </p>
      <ul>
        {values.slice(0, mostShown).map((odd) => (
          <li key={`${odd.where} ${odd.storageId} ${odd.why}`} className={styles.oddValue}>
            {oddText(odd, tankName, t)}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className={styles.oddValue}>{t('devices.odd.more', { count: more })}</p> : null}
    </section>
  )
}
