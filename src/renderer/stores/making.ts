// What a person is about to make, kept while they look something up on another screen.
import { create } from 'zustand'
import { assertNever } from '../../shared/assert-never'
import { isSameName } from '../../shared/names/key'
import type { InventoryRow, OnReader } from '../../shared/views/inventory'
import { go, useView } from './view'

export type MakingKind = 'new' | 'again' | 'out'

/** Why a vial that was laid down or chosen is not among those that were chosen. */
export type NotAdded =
  | { readonly kind: 'otherSubject'; readonly name: string; readonly subjectCode: string }
  | { readonly kind: 'inStorage' | 'notInStorage' | 'toVerify' | 'verifiedHere'; readonly name: string }
  /** Names of new vials stand there: they are not given up for a vial that there is. */
  | { readonly kind: 'notNew'; readonly name: string }
  | { readonly kind: 'noVial' }
  /** `withdrawn`: names of those that are not chosen any more, since it is in doubt which tag was read. */
  | {
      readonly kind: 'several'
      readonly count: number
      readonly changed: boolean
      readonly withdrawn: readonly string[]
    }
  | Extract<OnReader, { kind: 'unreadable' | 'notSaved' }>

export interface Draft {
  readonly kind: MakingKind
  /** As it is written in the field. */
  readonly subject: string
  readonly names: readonly string[]
  readonly vials: readonly InventoryRow[]
  readonly notAdded: NotAdded | null
}

const blank: Draft = { kind: 'out', subject: '', names: [], vials: [], notAdded: null }

export const useDraft = create<Draft>(() => blank)

/** Why this vial can't be part of what is made; null if it can. */
export function whyNotAdded({ kind, subject, vials }: Draft, row: InventoryRow): NotAdded | null {
  const { name, subjectCode, storedAt, verify, verifiedHere } = row
  if (vials.length > 0 && subject !== subjectCode) return { kind: 'otherSubject', name, subjectCode }
  if (verify !== null) return { kind: verifiedHere === null ? 'toVerify' : 'verifiedHere', name }
  if (kind === 'out') return storedAt === null ? { kind: 'notInStorage', name } : null
  return storedAt === null ? null : { kind: 'inStorage', name }
}

/** With this vial; its subject is meant. One that is among them already stays. */
export function withVial(draft: Draft, row: InventoryRow): Draft {
  if (draft.kind === 'new' && draft.names.length > 0) return { ...draft, notAdded: { kind: 'notNew', name: row.name } }
  const usual = draft.kind === 'new' ? { ...draft, kind: 'again' as const, names: [] } : draft
  const notAdded = whyNotAdded(usual, row)
  if (notAdded !== null) return { ...usual, notAdded }
  if (usual.vials.some(({ id }) => id === row.id)) return { ...usual, notAdded: null }
  return { ...usual, subject: row.subjectCode, vials: [...usual.vials, row], notAdded: null }
}

/** Somebody has typed whose vials are meant: a vial of another subject that is laid down does not change that. */
const isOfOther = ({ subject, vials }: Draft, { subjectCode }: InventoryRow): boolean =>
  vials.length === 0 && subject.trim() !== '' && !isSameName(subject.trim(), subjectCode)

/** With the name that stands in the field when a scanner types the next; the same one again says nothing new. */
export function withNameBefore(draft: Draft, written: string, next: string): Draft {
  const name = written.trim()
  const isThere = [...draft.names, next].some((each) => isSameName(each, name))
  return name === '' || isThere ? draft : { ...draft, names: [...draft.names, name], notAdded: null }
}

export const withoutVial = (draft: Draft, id: InventoryRow['id']): Draft => ({
  ...draft,
  vials: draft.vials.filter((row) => row.id !== id),
  notAdded: null,
})

/** What is laid on a reader is chosen, or says why not. What turns out not to have been alone is chosen no longer. */
export function withRead(draft: Draft, shown: OnReader): Draft {
  switch (shown.kind) {
    case 'vial': {
      const { name, subjectCode } = shown.container
      if (!isOfOther(draft, shown.container)) return withVial(draft, shown.container)
      return { ...draft, notAdded: { kind: 'otherSubject', name, subjectCode } }
    }
    case 'several': {
      const isDoubtful = ({ tag }: InventoryRow) => tag !== null && shown.tags.includes(tag)
      const withdrawn = draft.vials.filter(isDoubtful).map(({ name }) => name)
      const notAdded = { kind: 'several', count: shown.tags.length, changed: shown.changed, withdrawn } as const
      return { ...draft, vials: draft.vials.filter((row) => !isDoubtful(row)), notAdded }
    }
    case 'unreadable':
    case 'notSaved':
      return { ...draft, notAdded: shown }
    case 'namedVial':
    case 'freeTag':
    case 'otherPurpose':
      return { ...draft, notAdded: { kind: 'noVial' } }
    default:
      return assertNever(shown)
  }
}

export const addVial = (row: InventoryRow): void => useDraft.setState((draft) => withVial(draft, row))
export const clearDraft = (): void => useDraft.setState(blank)

/** The screen on which it is made, perhaps with a vial that is shown somewhere else. */
export function beginMaking(row?: InventoryRow): void {
  const kind = row !== undefined && row.storedAt === null ? 'again' : 'out'
  useDraft.setState(row === undefined ? blank : withVial({ ...blank, kind }, row))
  go({ kind: 'making' })
}

/** A vial that is laid on a reader there is meant: no card opens over what is being made. */
export const isMaking = (): boolean => useView.getState().route.kind === 'making'
