import { create } from 'zustand'
import type { ProcedureType } from '../../../shared/model/procedure'
import type { WorklistEntry } from '../../../shared/views/worklist'
import type { Translate } from '../../i18n/messages'
import { typeWord } from '../../parts/words'
import { matches } from '../../stores/entries'

export interface Filter {
  readonly text: string
  readonly type: ProcedureType | 'all'
}

/** Cards in lanes, or a row each when they are many. Kept while the person is on another screen. */
export type WorklistView = 'cards' | 'list'
export const useWorklistView = create<{ readonly view: WorklistView }>(() => ({ view: 'cards' }))

/** Kept while the person is on another screen. */
export const useFilter = create<Filter>(() => ({ text: '', type: 'all' }))

export const isFiltering = (filter: Filter): boolean => filter.text.trim() !== '' || filter.type !== 'all'

export const applyFilter = (
  entries: readonly WorklistEntry[],
  filter: Filter,
  t: Translate,
): readonly WorklistEntry[] =>
  isFiltering(filter)
    ? entries.filter(
        (entry) =>
          (filter.type === 'all' || entry.procedure.type === filter.type) &&
          matches(entry, filter.text.trim(), typeWord(entry.procedure, t)),
      )
    : entries
