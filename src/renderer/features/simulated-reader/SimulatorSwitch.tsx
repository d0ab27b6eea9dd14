import { IconTestPipe } from '@tabler/icons-react'
import { useT } from '../../i18n/i18n'
import { useBench } from '../../stores/snapshots'
import { setSimulatorOpen, useSimulatorOpen } from './useSimulatorOpen'

/** Shows and hides the panel; in demo mode only. */
export function SimulatorSwitch({ className }: { readonly className: string | undefined }) {
  const t = useT()
  const demo = useBench()?.mode === 'demo'
  const open = useSimulatorOpen()
  if (!demo) return null
  return (
    <button type="button" className={className} aria-expanded={open} onClick={() => setSimulatorOpen(!open)}>
      <IconTestPipe size={20} stroke={1.75} aria-hidden="true" />
      {t('simulator.open')}
    </button>
  )
}
