import { IconX } from '@tabler/icons-react'
import { useT } from '../../i18n/i18n'
import { TagText } from '../../ui/TagText'
import { OwnTag } from './OwnTag'
import styles from './SimulatedReader.module.css'
import { SimulatorButtons } from './SimulatorButtons'
import { useSimulator } from './useSimulator'
import { setSimulatorOpen, useSimulatorOpen } from './useSimulatorOpen'

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
  const simulator = useSimulator()
  if (!useSimulatorOpen()) return null
  return (
    <section className={styles.panel} aria-label={t('simulator.title')}>
      <div className={styles.head}>
        <h2>{t('simulator.title')}</h2>
        <Field field={simulator.field} />
        <OwnTag disabled={!simulator.plugged} onPut={(tag) => simulator.present([tag])} />
        <button
          type="button"
          className={styles.hide}
          aria-label={t('simulator.hide')}
          onClick={() => setSimulatorOpen(false)}
        >
          <IconX size={20} aria-hidden="true" />
        </button>
      </div>
      <SimulatorButtons simulator={simulator} />
    </section>
  )
}
