// What an administrator does to a database from the command line, also while centrals serve from it: list the benches and the names that
// look alike, issue a code for a new bench, revoke one that was lost or stolen, keep a tag for something else than vials,
// require two people for each retrieval.
import { enrolmentLinkOf } from '../../shared/enrolment/link'
import type { FacilityRules } from '../../shared/model/facility-rules'
import type { PurposedTag } from '../../shared/model/tag-purpose'
import { ok, type Result, refused } from '../../shared/result'
import { listBenches, type RevocationProblem, revokeBench } from '../domain/benches/administration'
import { issueEnrolmentCode } from '../domain/benches/enrolment'
import type { Central } from '../domain/central'
import { allAlikeNames } from '../domain/names/alike'
import { type NoSuchFacility, setFacilityRules } from '../domain/set-facility-rules'
import { setTagPurpose, type TagPurposeProblem } from '../domain/set-tag-purpose'
import type { DatabaseChoice } from '../start/database'
import { openDatabase } from '../start/database'
import type { EnrolmentAddress } from '../start/enrolment-address'
import type { CentralPorts } from '../start/ports'
import { clockFloor } from '../store/id-floors'
import { isFacility } from '../store/organizations'
import type { StoreProblem } from '../store/store'

export type Task =
  | { readonly kind: 'listBenches' }
  | { readonly kind: 'listAlikeNames' }
  | { readonly kind: 'revokeBench'; readonly benchId: string }
  | { readonly kind: 'setTagPurpose'; readonly organizationId: number; readonly tag: PurposedTag }
  | { readonly kind: 'setFacilityRules'; readonly facilityId: number; readonly rules: FacilityRules }
  /** `address`: what the link says about central; null if nobody has said how benches reach it. */
  | { readonly kind: 'newCode'; readonly facilityId: number; readonly address: EnrolmentAddress | null }

export type TaskProblem = StoreProblem | RevocationProblem | TagPurposeProblem | NoSuchFacility

/** Returns what to print, one line of JSON each. */
export async function administer(
  choice: DatabaseChoice,
  task: Task,
  { tell, ...ports }: CentralPorts & { readonly tell: (sentence: string) => void },
): Promise<Result<readonly object[], TaskProblem>> {
  const opened = await openDatabase(choice, { ...ports, tell, lost: (problem) => tell(problem.message) })
  if (!opened.ok) return opened
  const { store, signals, prepared, close } = opened.value
  try {
    await prepared()
    return await perform({ store, signals, idFloor: clockFloor, ...ports }, task)
  } finally {
    await close()
  }
}

async function perform(central: Central, task: Task): Promise<Result<readonly object[], TaskProblem>> {
  switch (task.kind) {
    case 'listBenches':
      return ok(await listBenches(central.store.db))
    case 'listAlikeNames':
      return ok(await allAlikeNames(central.store.db))
    case 'revokeBench': {
      const revoked = await revokeBench(central, task.benchId)
      return revoked.ok ? ok([{ benchId: task.benchId, revokedAt: revoked.value }]) : revoked
    }
    case 'setTagPurpose': {
      const { organizationId, tag } = task
      const set = await setTagPurpose(central, organizationId, tag)
      return set.ok ? ok([{ organizationId, ...set.value }]) : set
    }
    case 'setFacilityRules': {
      const { facilityId, rules } = task
      const set = await setFacilityRules(central, facilityId, rules)
      return set.ok ? ok([{ facilityId, ...set.value }]) : set
    }
    case 'newCode': {
      const { facilityId, address } = task
      if (!(await isFacility(central.store.db, facilityId))) return refused({ kind: 'noSuchFacility', facilityId })
      const code = await issueEnrolmentCode(central, facilityId)
      const link = address && { enrolmentLink: enrolmentLinkOf({ ...address, code }) }
      return ok([{ facilityId, benchEnrolmentCode: code, ...link }])
    }
  }
}
