import type { HealthStatus } from '../../shared/ipc/health-views'
import type { Tone } from '../ui/tone'

export const healthTone: Readonly<Record<HealthStatus, Tone>> = { ok: 'accepted', attention: 'attention', stop: 'stop' }
