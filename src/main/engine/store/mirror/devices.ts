// Devices as central last told of them, and when this bench heard it.
import type { Device } from '../../../../shared/model/device'
import type { Clock } from '../../../../shared/ports'
import type { DeviceHeard } from '../contract/mirror'
import { type Database, fromJson } from '../database'
import { isNoOlder } from './told-last'

export function devicesIn(db: Database, clock: Clock) {
  const upsert = db.prepare(`INSERT INTO device (id, generation, body, heard_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, body = excluded.body,
    heard_ms = CASE WHEN device.body ->> '$.lastSeenAt' IS excluded.body ->> '$.lastSeenAt' THEN device.heard_ms ELSE excluded.heard_ms END
    WHERE ${isNoOlder('device')}`)
  const all = db.prepare<[], { body: string; heard_ms: number | null }>('SELECT body, heard_ms FROM device ORDER BY id')
  return {
    apply: (device: Device, generation: number) =>
      void upsert.run(device.id, generation, JSON.stringify(device), Math.round(clock.wallMs())),
    all: (): readonly DeviceHeard[] =>
      all.all().map(({ body, heard_ms }) => ({ device: fromJson<Device>(body), heardMs: heard_ms })),
  }
}
