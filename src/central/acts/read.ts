import type { ContainerId } from '../../shared/model/ids'
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
  | { readonly kind: 'container'; readonly id: ContainerId }
  /** Whom a code means; and which of these names a vial of that subject has that only looks the same. */
  | { readonly kind: 'subject'; readonly code: string; readonly newVials: readonly { readonly name: string }[] }
  /** Vials of the facility, with what holds them. */
  | { readonly kind: 'vials'; readonly ids: readonly ContainerId[] }
  /** What a bench has made under this number. */
  | { readonly kind: 'made'; readonly number: number }
  | { readonly kind: 'rules' }
  /** What a restore may have taken. */
  | { readonly kind: 'loss'; readonly id: string }
  /** What central has answered to these intents, or which of them people have resolved or withdrawn. */
  | { readonly kind: 'answers' | 'resolutions' | 'withdrawals'; readonly intentIds: readonly string[] }
