import type { BenchSnapshot } from '../../../shared/views/bench'
import { useT } from '../../i18n/i18n'
import { Facts } from '../../ui/Facts'
import { Pill } from '../../ui/Pill'
import styles from './Settings.module.css'

function Readers({ readers }: Pick<BenchSnapshot, 'readers'>) {
  const t = useT()
  if (readers.length === 0) return <p>{t('settings.bench.noReaders')}</p>
  return (
    <ul className={styles.readers}>
      {readers.map(({ id, modelName, seat, connection }) => (
        <li key={id}>
          <strong>{modelName}</strong> <bdi dir="ltr">{seat}</bdi>{' '}
          <Pill tone={connection.kind === 'ready' ? 'accepted' : 'attention'}>
            {t(
              connection.kind === 'ready'
                ? 'status.reader.ready'
                : connection.kind === 'blocked'
                  ? `status.reader.blocked.${connection.why}`
                  : connection.kind === 'opening'
                    ? 'status.reader.opening'
                    : 'status.reader.reconnecting',
              { name: modelName },
            )}
          </Pill>
          {connection.kind === 'blocked' && connection.rule !== undefined ? (
            <div className={styles.rule}>
              <p>{t('settings.udev')}</p>
              <code dir="ltr">{connection.rule}</code>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Which bench this is, and the readers it knows. */
export function BenchFacts({ bench }: { readonly bench: BenchSnapshot }) {
  const t = useT()
  return (
    <>
      <Facts
        facts={[
          { label: t('settings.bench.name'), value: bench.benchName },
          ...(bench.facility === null ? [] : [{ label: t('settings.bench.facility'), value: bench.facility.name }]),
          ...(bench.organizationName === null
            ? []
            : [{ label: t('settings.bench.organization'), value: bench.organizationName }]),
        ]}
      />
      <h3 className={styles.sub}>{t('settings.bench.readers')}</h3>
      <Readers readers={bench.readers} />
    </>
  )
}
