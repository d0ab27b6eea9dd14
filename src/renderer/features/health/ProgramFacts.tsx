import type { HealthSnapshot } from '../../../shared/views/health'
import { useT } from '../../i18n/i18n'
import { Facts } from '../../ui/Facts'
import { Identifier } from '../../ui/Identifier'
import { Panel } from '../../ui/Panel'
import styles from './Health.module.css'

/** What runs here, for whoever asks on the telephone. */
export function ProgramFacts({ program, dataDir, facts }: Pick<HealthSnapshot, 'program' | 'dataDir' | 'facts'>) {
  const t = useT()
  const text = (value: string) => <Identifier className={styles.version}>{value}</Identifier>
  return (
    <Panel title={t('health.program')}>
      <Facts
        facts={[
          { label: t('health.program.version'), value: text(program.version) },
          { label: t('health.program.sqlite'), value: text(`${program.sqlite}, ${facts.database.schemaVersion}`) },
          {
            label: t('health.program.runtime'),
            value: text([program.electron, program.chromium, program.node].filter(Boolean).join(', ')),
            wide: true,
          },
          { label: t('health.program.system'), value: text(program.system), wide: true },
          { label: t('health.program.folder'), value: text(dataDir), wide: true },
        ]}
      />
    </Panel>
  )
}
