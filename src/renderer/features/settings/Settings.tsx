import { Slider, Switch } from '@mantine/core'
import { IconHeartbeat } from '@tabler/icons-react'
import type { Settings as SettingsValues } from '../../../shared/views/settings'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { cueNames } from '../../sounds/cues'
import { play } from '../../sounds/player'
import { useBench } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Page } from '../../ui/Page'
import { Panel } from '../../ui/Panel'
import { Segments } from '../../ui/Segments'
import { Skeleton } from '../../ui/Skeleton'
import { BenchFacts } from './BenchFacts'
import { Program } from './Program'
import styles from './Settings.module.css'

const languages = ['system', 'en', 'de', 'en-XB'] as const
const schemes = ['system', 'light', 'dark'] as const

function Sound({
  settings,
  save,
}: {
  readonly settings: SettingsValues
  readonly save: (change: Partial<SettingsValues>) => void
}) {
  const t = useT()
  return (
    <Panel size="large" title={t('settings.sound')}>
      <div className={styles.volume}>
        <Slider
          key={settings.volume}
          thumbLabel={t('settings.volume')}
          defaultValue={Math.round(settings.volume * 100)}
          disabled={settings.muted}
          size="lg"
          thumbSize={28}
          label={null}
          onChangeEnd={(value) => save({ volume: value / 100 })}
        />
        <Switch
          size="lg"
          checked={settings.muted}
          label={t('settings.muted')}
          onChange={(event) => save({ muted: event.currentTarget.checked })}
        />
      </div>
      {settings.muted ? <p className={styles.note}>{t('settings.mutedNote')}</p> : null}
      <p>{t('settings.try')}</p>
      <div className={styles.cues}>
        {cueNames.map((cue) => (
          <Button key={cue} disabled={settings.muted} onClick={() => play(cue, settings)}>
            {t(`settings.cue.${cue}`)}
          </Button>
        ))}
      </div>
    </Panel>
  )
}

/** How this bench speaks, looks and sounds; kept by the engine, at once. */
export function Settings() {
  const t = useT()
  const bench = useBench()
  const { act } = useAct()
  if (bench === null) return <Skeleton lines={8} />
  const { settings } = bench
  const save = (change: Partial<SettingsValues>) => void act('bench/saveSettings', { ...settings, ...change })
  return (
    <Page title={t('settings.title')}>
      <div className={styles.sections}>
        <Panel size="large" title={t('settings.language')}>
          <Segments
            label={t('settings.language')}
            value={settings.language}
            onChange={(language) => save({ language })}
            segments={languages.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
          />
        </Panel>
        <Panel size="large" title={t('settings.scheme')}>
          <Segments
            label={t('settings.scheme')}
            value={settings.scheme}
            onChange={(scheme) => save({ scheme })}
            segments={schemes.map((value) => ({ value, label: t(`settings.scheme.${value}`) }))}
          />
        </Panel>
        <Sound settings={settings} save={save} />
        <div className={styles.column}>
          <Panel size="large" title={t('settings.bench')}>
            <BenchFacts bench={bench} />
            <Button
              icon={<IconHeartbeat size={24} stroke={1.75} aria-hidden="true" />}
              keyHint="F9"
              onClick={() => go({ kind: 'health' })}
            >
              {t('health.open')}
            </Button>
          </Panel>
          <Panel size="large" title={t('settings.program')}>
            <Program />
          </Panel>
        </div>
      </div>
    </Page>
  )
}
