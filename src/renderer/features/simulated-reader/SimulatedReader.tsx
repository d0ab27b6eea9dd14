import { IconX } from '@tabler/icons-react'
import { useT } from '../../i18n/i18n'
import { useBench } from '../../stores/snapshots'
import { useView } from '../../stores/view'
import { TagText } from '../../ui/TagText'
import styles from './SimulatedReader.module.css'
import { SimulatorButtons } from './SimulatorButtons'
import { useSimulator } from './useSimulator'

const setOpen = (simulatorOpen: boolean) => useView.setState({ simulatorOpen })

function Field({ field }: { readonly field: readonly string[] }) {
  const t = useT()
  return (
    <p className={styles.field} role="status">
      <span>{t('simulator.field')}</span>
      {field.length === 0 ? (
        <span>{t('simulator.fieldEmpty')}</span>
      ) : (
        field.map((tag) => <TagText key={tag} tag={tag} />)
      )}
    </p>
  )
}

/** Demo mode: puts tags on the simulated reader, and makes the mistakes that hands and cables make. */
export function SimulatedReader() {
  const t = useT()
  const chosen = useView((view) => view.simulatorOpen)
  const tagging = useView((view) => view.route.kind === 'tagging')
  const onlySimulated = (useBench()?.readers ?? []).every(
    (reader) => reader.simulated || reader.connection.kind !== 'ready',
  )
  const simulator = useSimulator()
  const open = chosen ?? (tagging && onlySimulated)
  if (!open) {
    return (
      <button type="button" className={styles.tab} onClick={() => setOpen(true)}>
        {t('simulator.open')}
      </button>
    )
  }
  return (
    <section className={styles.panel} aria-label={t('simulator.title')}>
      <div className={styles.head}>
        <h2>{t('simulator.title')}</h2>
        <Field field={simulator.field} />
        <button type="button" className={styles.hide} aria-label={t('simulator.hide')} onClick={() => setOpen(false)}>
          <IconX size={20} aria-hidden="true" />
        </button>
      </div>
      <SimulatorButtons simulator={simulator} />
    </section>
  )
}
