// Where a vial can have been found: what is offered, the likeliest first. Pure.
import { caneKey, type Place, samePlace } from '../../../shared/model/place'
import type { AttentionRow } from '../../../shared/views/attention'

type VerifyRow = Extract<AttentionRow, { kind: 'verify' }>

export type FoundOption =
  /** `by`: who remembers it there; `central`: central holds it for the vial. */
  | { readonly kind: 'place'; readonly place: Place; readonly by: readonly string[]; readonly central: boolean }
  | { readonly kind: 'other' }
  | { readonly kind: 'out' }
  | { readonly kind: 'notFound' }

export const optionKey = (option: FoundOption): string =>
  option.kind === 'place' ? `place ${caneKey(option.place)}/${option.place.position}` : option.kind

/** `unscanned`: of a vial that can't be laid on the reader, which may not be there at all. */
export function foundOptions({ vial, remembered }: VerifyRow, unscanned: boolean): readonly FoundOption[] {
  const lastFirst = [...remembered].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const places = lastFirst.flatMap(({ where }) => (where.kind === 'stored' ? [where.place] : []))
  const own = [vial.verify.place, vial.place].filter((place) => place !== null)
  const distinct = [...places, ...own].filter(
    (place, index, all) => all.findIndex((each) => samePlace(each, place)) === index,
  )
  return [
    ...distinct.map((place): FoundOption => {
      const by = lastFirst.filter(({ where }) => where.kind === 'stored' && samePlace(where.place, place))
      return {
        kind: 'place',
        place,
        by: [...new Set(by.map((each) => each.by))],
        central: own.some((each) => samePlace(each, place)),
      }
    }),
    { kind: 'other' },
    { kind: 'out' },
    ...(unscanned ? [{ kind: 'notFound' } as const] : []),
  ]
}

/** What is chosen before anybody has chosen: what was told last; null where nothing was. */
export function likeliest(row: VerifyRow): FoundOption | null {
  const last = [...row.remembered].sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  const [first] = foundOptions(row, false)
  if (last?.where.kind === 'out') return { kind: 'out' }
  return first?.kind === 'place' ? first : null
}
