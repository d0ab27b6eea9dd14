import UPlot from 'uplot'
import { lowLevel } from '../../../shared/model/level'
import type { Format } from '../../i18n/format'
import type { Trend } from './trend'

const height = 132

/** Colours come from the tokens: a canvas can't read style sheets by itself. */
function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** Vertical marks for refills, a dashed line where a refill is due. */
function marks(trend: Trend): UPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const { ctx, bbox } = plot
        ctx.save()
        ctx.strokeStyle = token('--attention-edge')
        ctx.lineWidth = devicePixelRatio
        ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio])
        const low = plot.valToPos(lowLevel, 'y', true)
        ctx.beginPath()
        ctx.moveTo(bbox.left, low)
        ctx.lineTo(bbox.left + bbox.width, low)
        ctx.stroke()
        ctx.setLineDash([])
        ctx.fillStyle = token('--accent-text')
        for (const time of trend.refills) {
          const x = plot.valToPos(time, 'x', true)
          const size = 5 * devicePixelRatio
          ctx.beginPath()
          ctx.moveTo(x, bbox.top + bbox.height - size * 2)
          ctx.lineTo(x + size, bbox.top + bbox.height)
          ctx.lineTo(x - size, bbox.top + bbox.height)
          ctx.fill()
        }
        ctx.restore()
      },
    },
  }
}

/** Draws the trend into an element and keeps its width; returns what takes it away. */
export function drawTrend(holder: HTMLElement, trend: Trend, format: Format): () => void {
  const font = `12px ${token('--face')}`
  const quiet = token('--text-quiet')
  const axis = { stroke: quiet, font, ticks: { show: false }, grid: { stroke: token('--line'), width: 1 } }
  const plot = new UPlot(
    {
      width: Math.max(120, holder.clientWidth),
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: [0, 100] } },
      axes: [
        {
          ...axis,
          grid: { show: false },
          values: (_, times) => times.map((time) => format.dayMonth(time * 1000)),
          space: 64,
          size: 28,
        },
        {
          ...axis,
          values: (_, percents) => percents.map((percent) => format.percent(percent)),
          splits: () => [0, 50, 100],
          size: 48,
        },
      ],
      series: [{}, { stroke: token('--ice-deep'), fill: token('--ice'), width: 2, points: { show: false } }],
      plugins: [marks(trend)],
    },
    [[...trend.times], [...trend.percents]],
    holder,
  )
  const watch = new ResizeObserver(() => plot.setSize({ width: Math.max(120, holder.clientWidth), height }))
  watch.observe(holder)
  return () => {
    watch.disconnect()
    plot.destroy()
  }
}
