// What a tag is for. Most are vials', and of these nothing is kept: a purpose is what another tag has, known to the whole organization.
import type { TagId } from './reader'

/** `badge`: of a person. `command`: laid on a reader, it is a key pressed. `place`: of a tank, canister or cane. */
export const tagPurposes = ['vial', 'badge', 'command', 'place'] as const

/** `other`: one that this program doesn't know yet. Such a tag is no vial's either. */
export type TagPurpose = (typeof tagPurposes)[number] | 'other'

/** What a tag that is no vial's is for. */
export type OtherPurpose = Exclude<TagPurpose, 'vial'>

export interface PurposedTag {
  readonly tag: TagId
  /** `vial`: it is for nothing else any more. */
  readonly purpose: TagPurpose
}

const isPurpose = (text: string): text is (typeof tagPurposes)[number] => tagPurposes.some((each) => each === text)

export const purposeOf = (text: string): TagPurpose => (isPurpose(text) ? text : 'other')
