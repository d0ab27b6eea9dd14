// What a bench did under an earlier name, and central accepted and lost: whoever asks under a new name is not remembered, so only what is
// visibly lost is asked for anew. It has to be there, or to be named as lost.
import type { Look } from '../world/watched-sqlite'

export interface FormerAct {
  readonly bench_id: string
  readonly kind: string
  readonly body: string
}

export const nameOf = (own: Look): string | undefined =>
  own.value<string>(`SELECT json_extract(value, '$.benchId') FROM profile WHERE name = 'identity'`)

interface Body {
  readonly storageId?: number
  readonly canister?: string
  readonly cane?: string
  readonly procedureId?: number
  readonly seen?: { readonly createdAt: string }
}

export function isThereOrListed(central: Look, { kind, body }: FormerAct): boolean {
  const { storageId = 0, canister = '', cane = '', procedureId = 0, seen }: Body = JSON.parse(body)
  if (kind === 'cane.add') {
    const found = 'SELECT count(*) FROM canes WHERE storage_id = ? AND canister = ? AND cane = ?'
    return central.value(found, storageId, canister, cane) === 1
  }
  const createdAt = seen?.createdAt ?? ''
  const known = central.value('SELECT count(*) FROM procedures WHERE id = ? AND created_at = ?', procedureId, createdAt)
  const listed = central.value(
    `SELECT count(*) FROM losses WHERE json_extract(body, '$.procedureId') = ? AND json_extract(body, '$.createdAt') = ?`,
    procedureId,
    createdAt,
  )
  return known !== 0 || listed !== 0
}
