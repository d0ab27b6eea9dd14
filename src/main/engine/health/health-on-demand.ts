// The health of a bench that runs. Its page, and what writes `health.json`, are loaded when the first screen is there.

import type { Clock } from '../../../shared/ports'
import type { HealthStatus } from '../../../shared/views/health'
import type { HealthPage } from './health-page'
import type { HealthOfBenchNeeds } from './health-parts'
import type { HealthPorts } from './ports'

export interface BenchHealth {
  /** For the status bar; `ok` before the first check. */
  status(): HealthStatus
  /** Something that it tells of may be another now. */
  changed(): void
  /** Null in an engine that runs for itself, without a program around it. */
  page(): Promise<HealthPage | null>
  stop(): void
}

/** `needs`: asked for when the page is loaded. */
export function benchHealth(
  { health: ports, clock }: { readonly health?: HealthPorts; readonly clock: Clock },
  needs: () => Omit<HealthOfBenchNeeds, keyof HealthPorts | 'startedMs'>,
): BenchHealth {
  let loading: Promise<HealthPage | null> | null = null
  let loaded: HealthPage | null = null
  const startedMs = clock.wallMs()
  const load = async () => {
    if (ports === undefined) return null
    const { healthOfBench } = await import('./health-parts')
    loaded = healthOfBench({ ...needs(), ...ports, startedMs })
    return loaded
  }
  return {
    status: () => loaded?.status() ?? 'ok',
    changed: () => loaded?.changed(),
    page() {
      loading ??= load()
      return loading
    },
    stop: () => loaded?.stop(),
  }
}
