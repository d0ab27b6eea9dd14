// Why the bench answers a request with no: a kind that the language files know, with what its sentence needs.

import type { NotFree } from '../acts/problems/of-creation'
import type { WhyNotSaved } from '../model/not-saved'
import type { NameProblem } from '../names/name'
import type { ProcedureRefusal } from '../procedure/event'
import type { NotEntitled } from '../rights'
import type { CandidateProblem } from './health'

/** Nothing was written. `noKeys`: nothing can be signed now, since the key store is locked or the keys are gone; `failed`: a fault of this program. */
export interface NotSaved {
  readonly kind: 'notSaved'
  readonly why: WhyNotSaved
  readonly detail: string
}

/** Refusals that any request can meet. `invalid`: the input was not of the contract's shape. */
export type CommonRefusal =
  | { readonly kind: 'invalid'; readonly field: string }
  | NotSaved
  | { readonly kind: 'failed'; readonly detail: string }
  /** The engine runs, but can't open the bench's database; every request is refused with this. */
  | {
      readonly kind: 'storeProblem'
      readonly why: 'newerDatabase' | 'damaged' | 'oldSqlite' | 'inUse' | 'cannotOpen'
      readonly detail: string
    }

export type Refusal =
  | CommonRefusal
  | ProcedureRefusal
  | { readonly kind: 'noSuchProcedure' }
  /** Under its number this bench has begun to tag another one, before central was restored. `subjectCode`: of the one that is there now. */
  | { readonly kind: 'anotherProcedure'; readonly subjectCode: string }
  /** What the window showed is something else by now. */
  | { readonly kind: 'changedMeanwhile' }
  | { readonly kind: 'noTaggingOpen' }
  | { readonly kind: 'otherTaggingOpen'; readonly procedureId: number }
  | { readonly kind: 'claimedElsewhere'; readonly benchName: string; readonly until: string }
  | NotEntitled
  | { readonly kind: 'nothingToUndo' }
  | { readonly kind: 'noSuchCane' }
  | { readonly kind: 'caneFull' }
  | { readonly kind: 'canisterFull'; readonly caneLimit: number }
  /** As it is there, perhaps in another spelling than was asked for. */
  | { readonly kind: 'caneExists'; readonly cane: string }
  /** What was typed can't be a name. `character`: `U+200B`, say; empty for `nothingToRead`. */
  | { readonly kind: 'noName'; readonly why: NameProblem['kind']; readonly character: string }
  | { readonly kind: 'noSuchVial' }
  | { readonly kind: 'noVials' }
  /** `verifiedHere`: central has not confirmed it yet. */
  | { readonly kind: 'vialsNotFree'; readonly why: NotFree | 'verifiedHere'; readonly names: readonly string[] }
  /** Two names that look the same. */
  | { readonly kind: 'alikeVial'; readonly name: string; readonly existing: string }
  /** Somebody has verified it, or it was never in doubt. */
  | { readonly kind: 'notToVerify' }
  /** The window showed another vial under that number. */
  | { readonly kind: 'notAsShown' }
  /** Its tag was not read, or something else after it. */
  | { readonly kind: 'notScanned' }
  | { readonly kind: 'otherOnReader'; readonly name: string; readonly subjectCode: string }
  | { readonly kind: 'severalOnReader'; readonly count: number }
  | { readonly kind: 'placeTaken' }
  | { readonly kind: 'noSuchLoss' }
  | { readonly kind: 'noSuchPerson' }
  | { readonly kind: 'onlyInDemo' }
  | { readonly kind: 'onlyOnFirstRun' }
  /** The bench's clock is too far from central's to sign an approval. */
  | { readonly kind: 'clockWrong'; readonly offsetMs: number }
  | { readonly kind: 'noSuchConflict' }
  /** The conflict has moved on meanwhile: this way out of it is not offered any more. */
  | { readonly kind: 'choiceGone' }
  | { readonly kind: 'notExported'; readonly detail: string }
  /** `detail`: mebibytes free for `diskLow`, else what the disk said. */
  | { readonly kind: 'notBackedUp'; readonly why: 'diskLow' | 'refused'; readonly detail: string }
  | { readonly kind: 'notRestorable'; readonly why: CandidateProblem; readonly detail: string }
  | { readonly kind: 'kioskHasNoFiles' }
