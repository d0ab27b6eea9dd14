import type { Central } from '../domain/central'
import { type Credentials, type CredentialsKeeper, renewCredentials } from './credentials'
import { makeSample, type SampleOptions } from './sample'
import { removeUnfinished } from './unfinished'

/**
 * Fills an empty database, if a sample is asked for; one with data stays as it is. Answers the secrets of the sample's clients and
 * devices, if there ever was a sample.
 */
export async function ensureSample(
  central: Central,
  options: SampleOptions | undefined,
  keeper: CredentialsKeeper,
): Promise<Credentials | undefined> {
  await removeUnfinished(central.store)
  const kept = await keeper.kept()
  if (!options) return kept
  const any = await central.store.db.selectFrom('organizations').select('id').limit(1).executeTakeFirst()
  if (any && kept) return kept
  if (!any) await makeSample(central, options)
  return renewCredentials(central, keeper)
}
