import type { HealthStatus } from '../../shared/views/health'
import type { Tone } from '../ui/tone'

export const healthTone: Readonly<Record<HealthStatus, Tone>> = { ok: 'accepted', attention: 'attention', stop: 'stop' }
