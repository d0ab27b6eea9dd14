import type { HealthStatus } from '../../shared/model/health'
import type { Tone } from '../ui/tone'

export const healthTone: Readonly<Record<HealthStatus, Tone>> = { ok: 'accepted', attention: 'attention', stop: 'stop' }
