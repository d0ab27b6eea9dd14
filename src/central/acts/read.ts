import type { CaneRef, Place } from '../../shared/model/place'
import type { TagId } from '../../shared/model/reader'

/** What an act asks central's database, before it decides. */
export type Read =
  | { readonly kind: 'procedure'; readonly id: number }
  /** Only its version: the act changes nothing of it. */
  | { readonly kind: 'version'; readonly procedure: number }
  | { readonly kind: 'tag'; readonly tag: TagId }
  | { readonly kind: 'purpose'; readonly tag: TagId }
  | { readonly kind: 'cane'; readonly cane: CaneRef }
  | { readonly kind: 'canister'; readonly cane: CaneRef }
  /** A canister with what a new cane of its tank would hold. */
  | { readonly kind: 'room'; readonly cane: CaneRef }
  | { readonly kind: 'place'; readonly place: Place }
  /** What central has answered to these intents, or which of them people have resolved or withdrawn. */
  | { readonly kind: 'answers' | 'resolutions' | 'withdrawals'; readonly intentIds: readonly string[] }
