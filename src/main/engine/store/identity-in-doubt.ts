// A bench whose identity may be another machine's too, or whose newest acts may be missing, must not sign any more.
import { benchId } from '../../../shared/model/ids'
import type { Identity, ProfileForSync, Renewal } from './contract/profile'

/** From now on nothing is signed as this bench, and nothing of it is sent, until central has given it another identity. */
export function requireRenewal(
  profile: Pick<ProfileForSync, 'renewal' | 'saveRenewal'>,
  { benchId: id }: Identity,
  why: Renewal['why'],
  atMs: number,
): void {
  if (profile.renewal() === null) profile.saveRenewal({ why, standIn: benchId(`${id}/stand-in`), sinceMs: atMs })
}
