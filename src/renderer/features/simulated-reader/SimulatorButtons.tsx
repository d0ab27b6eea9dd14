import {
  IconArrowBarUp,
  IconCopyPlus,
  IconPlugConnected,
  IconPlugConnectedX,
  IconRepeat,
  IconTag,
  IconTagStarred,
  IconUserQuestion,
  IconWaveSawTool,
} from '@tabler/icons-react'
import { useT } from '../../i18n/i18n'
import { Button } from '../../ui/Button'
import styles from './SimulatedReader.module.css'
import type { Simulator } from './useSimulator'

const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const

/** One touch for each thing that happens at a reader. */
export function SimulatorButtons({ simulator }: { readonly simulator: Simulator }) {
  const t = useT()
  const { plugged, last, field } = simulator
  return (
    <div className={styles.buttons}>
      <Button
        variant="primary"
        disabled={!plugged}
        icon={<IconTag {...icon} />}
        onClick={() => simulator.presentNew(1)}
      >
        {t('simulator.newTag')}
      </Button>
      <Button disabled={!plugged || field.length === 0} icon={<IconArrowBarUp {...icon} />} onClick={simulator.remove}>
        {t('simulator.remove')}
      </Button>
      <Button
        disabled={!plugged || last === null}
        icon={<IconRepeat {...icon} />}
        onClick={() => last !== null && simulator.present([last])}
      >
        {t('simulator.sameTag')}
      </Button>
      <Button disabled={!plugged} icon={<IconTagStarred {...icon} />} onClick={() => simulator.presentStored('own')}>
        {t('simulator.usedTag')}
      </Button>
      <Button
        disabled={!plugged}
        icon={<IconUserQuestion {...icon} />}
        onClick={() => simulator.presentStored('foreign')}
      >
        {t('simulator.foreignTag')}
      </Button>
      <Button disabled={!plugged} icon={<IconCopyPlus {...icon} />} onClick={() => simulator.presentNew(2)}>
        {t('simulator.twoTags')}
      </Button>
      <Button disabled={!plugged} icon={<IconWaveSawTool {...icon} />} onClick={simulator.garble}>
        {t('simulator.garble')}
      </Button>
      <Button
        icon={plugged ? <IconPlugConnectedX {...icon} /> : <IconPlugConnected {...icon} />}
        onClick={() => simulator.plug(!plugged)}
      >
        {plugged ? t('simulator.unplug') : t('simulator.plug')}
      </Button>
    </div>
  )
}
