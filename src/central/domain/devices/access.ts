// The storage device that a token belongs to.
import { type DeviceId, deviceId } from '../../../shared/model/ids'
import type { Actor } from '../../../shared/model/procedure'
import { facilityScope, type Scope } from '../../store/organizations'
import type { Db } from '../../store/store'
import { secretHash } from '../secrets'

export interface DeviceAccess {
  readonly id: DeviceId
  readonly name: string
  readonly facility: Scope
}

/** The device that this token belongs to. */
export async function deviceByToken(db: Db, token: string): Promise<DeviceAccess | undefined> {
  const row = await db
    .selectFrom('devices')
    .select(['id', 'name', 'facility_id'])
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst()
  return row && { id: deviceId(row.id), name: row.name, facility: await facilityScope(db, row.facility_id) }
}

export const deviceActor = ({ id, name }: DeviceAccess): Actor => ({ kind: 'device', deviceId: id, name })
