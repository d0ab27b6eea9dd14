import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { BenchSnapshot } from '../../../shared/views/bench'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { readerWords } from '../../parts/readerWords'
import { Facts } from '../../ui/Facts'
import { Pill } from '../../ui/Pill'
import { useNow } from '../../ui/useNow'
import styles from './Settings.module.css'

function Readers({ readers }: Pick<BenchSnapshot, 'readers'>) {
  const t = useT()
  if (readers.length === 0) return <p>{t('settings.bench.noReaders')}</p>
  return (
    <ul className={styles.readers}>
      {readers.map((reader) => (
        <Reader key={reader.id} reader={reader} />
      ))}
    </ul>
  )
}

function Reader({ reader }: { readonly reader: ReaderSnapshot }) {
  const t = useT()
  const { modelName, seat, connection } = reader
  const { tone, text } = readerWords(reader, t, useFormat(), useNow(60_000))
  return (
    <li>
      <strong>{modelName}</strong> <bdi dir="ltr">{seat}</bdi> <Pill tone={tone}>{text}</Pill>
      {connection.kind === 'blocked' && connection.why === 'checksum' ? <p>{t('settings.readerChecksum')}</p> : null}
      {connection.kind === 'blocked' && connection.rule !== undefined ? (
        <div className={styles.rule}>
          <p>{t('settings.udev')}</p>
          <code dir="ltr">{connection.rule}</code>
        </div>
      ) : null}
    </li>
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
