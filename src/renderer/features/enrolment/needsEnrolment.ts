import type { BenchSnapshot } from '../../../shared/ipc/snapshots'

/** Before its first synchronisation a bench has nothing to show. A revoked one keeps showing its work. */
export function needsEnrolment({ mode, link }: Pick<BenchSnapshot, 'mode' | 'link'>): boolean {
  if (mode === 'demo') return link.kind === 'firstSync'
  return link.kind !== 'online' && link.kind !== 'offline' && link.kind !== 'revoked'
}
