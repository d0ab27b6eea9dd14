import { Slider } from '@mantine/core'
import { IconVolume } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { BenchSnapshot } from '../../../shared/views/bench'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { play } from '../../sounds/player'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import styles from './FirstRun.module.css'

interface Props {
  readonly bench: BenchSnapshot
  readonly back: ReactNode
  readonly busy: boolean
  readonly onDone: () => void
}

export function SoundStep({ bench, back, busy, onDone }: Props) {
  const t = useT()
  const { act } = useAct()
  const { settings } = bench
  // Whoever plays a sound wants to hear it.
  const loud = { ...settings, muted: false }
  return (
    <>
      <h1>{t('firstRun.sound.title')}</h1>
      <p className={styles.text}>{t('firstRun.sound.text')}</p>
      <div className={styles.sounds}>
        <Button target="hand" icon={<Signal tone="accepted" size={28} />} onClick={() => play('accepted', loud)}>
          {t('firstRun.sound.accepted')}
        </Button>
        <Button target="hand" icon={<Signal tone="stop" size={28} />} onClick={() => play('mismatch', loud)}>
          {t('firstRun.sound.refused')}
        </Button>
      </div>
      <div className={styles.volume}>
        <IconVolume size={28} stroke={1.75} aria-hidden="true" />
        <Slider
          key={settings.volume}
          thumbLabel={t('settings.volume')}
          defaultValue={Math.round(settings.volume * 100)}
          size="lg"
          thumbSize={32}
          label={null}
          onChangeEnd={(value) => void act('bench/saveSettings', { ...loud, volume: value / 100 })}
        />
      </div>
      <p className={styles.text}>{t('firstRun.sound.nothing')}</p>
      <Acts on="page">
        {back}
        <Button target="hand" disabled={busy} onClick={onDone}>
          {t('firstRun.sound.skip')}
        </Button>
        <Button target="hand" variant="primary" data-primary keyHint="⏎" busy={busy} onClick={onDone}>
          {t('firstRun.sound.heard')}
        </Button>
      </Acts>
    </>
  )
}
