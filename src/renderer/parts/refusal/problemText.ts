import type { ToldProblem } from '../../../shared/acts/problems/told'
import type { Format } from '../../i18n/format'
import { isMessageKey, type MessageValues, type Translate } from '../../i18n/messages'
import { groupsOfFour } from '../../ui/groups'
import { inLabWords } from './labWords'

const spaced = (tag: unknown): string =>
  typeof tag === 'string'
    ? groupsOfFour(tag)
        .map(({ text }) => text)
        .join(' ')
    : ''
const isShown = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const shownOf = (detail: object): MessageValues =>
  Object.fromEntries(Object.entries(detail).filter((entry): entry is [string, string | number] => isShown(entry[1])))

const textIn = (detail: unknown, field: string): string => {
  const value = isObject(detail) && field in detail ? Object.entries(detail).find(([name]) => name === field)?.[1] : ''
  return typeof value === 'string' ? value : ''
}

/** A vial as the person saw it, and as central has it. */
const bothVials = (seen: unknown, central: unknown): MessageValues => ({
  seenName: textIn(seen, 'name'),
  seenSubject: textIn(seen, 'subjectCode'),
  centralName: textIn(central, 'name'),
  centralSubject: textIn(central, 'subjectCode'),
  hasBoth: textIn(seen, 'name') !== '' && textIn(central, 'name') !== '' ? 'yes' : 'no',
})

/** A tank, likewise. */
const bothTanks = (seen: unknown, central: unknown): MessageValues => ({
  seenTank: textIn(seen, 'tankName'),
  centralTank: textIn(central, 'tankName'),
  hasTanks: textIn(seen, 'tankName') !== '' && textIn(central, 'tankName') !== '' ? 'yes' : 'no',
})

const listed = (items: unknown, textOf: (item: unknown) => string, format: Format): string =>
  Array.isArray(items) ? format.list(items.map(textOf)) : ''

/** A problem's data as its sentence uses it. A place stands in parts; what central left out stays empty. */
function valuesOf(
  { tag, since, place, containerIds, role, seen, central, vials, codes, ...rest }: ToldProblem,
  t: Translate,
  format: Format,
): MessageValues {
  return {
    containerName: '',
    subjectCode: '',
    canister: '',
    cane: '',
    position: '',
    caneLimit: 0,
    name: '',
    type: '',
    status: '',
    procedureId: '',
    outcome: '',
    benchSeq: '',
    facilityName: '',
    why: '',
    purpose: '',
    existing: '',
    ...inLabWords(shownOf(rest), t),
    ...(isObject(place) ? shownOf(place) : {}),
    tag: spaced(tag),
    hasTag: typeof tag === 'string' ? 'yes' : 'no',
    since: typeof since === 'string' ? format.date(since) : '',
    hasSince: typeof since === 'string' ? 'yes' : 'no',
    role: typeof role === 'string' ? role : 'none',
    ...bothVials(seen, central),
    ...bothTanks(seen, central),
    names: listed(vials, (vial) => textIn(vial, 'name'), format),
    codes: listed(codes, (code) => (typeof code === 'string' ? code : ''), format),
    count: [containerIds, vials].find(Array.isArray)?.length ?? 1,
  }
}

/** Why central refused, in words; a kind that this program has not heard of is shown by its name. */
export function problemText(problem: ToldProblem, t: Translate, format: Format): string {
  const key = `problem.${problem.kind}.what`
  return isMessageKey(key) ? t(key, valuesOf(problem, t, format)) : t('problem.other.what', { kind: problem.kind })
}
