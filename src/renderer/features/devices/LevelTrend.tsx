import 'uplot/dist/uPlot.min.css'
import { useEffect, useMemo, useRef } from 'react'
import type { LevelReading, Tank } from '../../../shared/model/place'
import type { Procedure } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { useAppearance } from '../../ui/theme/appearance'
import styles from './Devices.module.css'
import { drawTrend } from './drawTrend'
import { trendOf } from './trend'

interface Props {
  readonly tank: Tank
  readonly levels: readonly LevelReading[]
  readonly refills: readonly Procedure[]
}

/** Thirty days of a tank's level, its refills marked; the same in words for those who can't see it. */
export function LevelTrend({ tank, levels, refills }: Props) {
  const t = useT()
  const format = useFormat()
  const holder = useRef<HTMLDivElement>(null)
  const scheme = useAppearance().scheme
  const trend = useMemo(() => trendOf(levels, refills, Date.now()), [levels, refills])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours that the drawing reads
  useEffect(() => {
    if (holder.current === null || trend.times.length < 2) return
    return drawTrend(holder.current, trend, format)
  }, [trend, format, scheme])
  if (trend.times.length < 2) return <p className={styles.noTrend}>{t('devices.trendNone')}</p>
  const percent = tank.level === null ? t('devices.levelUnknown') : format.percent(tank.level.percent)
  return (
    <figure className={styles.trend}>
      <div
        ref={holder}
        role="img"
        aria-label={t('devices.trend', { tank: tank.name, percent, refills: trend.refills.length })}
      />
      <figcaption>{t('devices.trendTitle')}</figcaption>
    </figure>
  )
}
