// Letters of one script that look like letters of another, by Unicode's table (UTS 39, confusables.txt), which `unhomoglyph` carries.
// The table is made for spotting fraud: taken as it is, it makes `0` and `O`, `1` and `l`, `m` and `rn` one, as well as letters of one
// alphabet. Names of vials and patients differ in just those. So here nothing that can be typed as ASCII is ever changed, and two
// letters of one script never become the same.
import looks from 'unhomoglyph/data.json'

let looksByChar: ReadonlyMap<string, string> | undefined

function lookTable(): ReadonlyMap<string, string> {
  looksByChar ??= new Map(Object.entries(looks))
  return looksByChar
}

/** Scripts whose letters are spread over Unicode; the others are told apart by their blocks. */
const widespread = ['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Hebrew', 'Arabic'].map((name) => ({
  name,
  has: new RegExp(`^\\p{Script=${name}}`, 'u'),
}))
const shared = /^[\p{Script=Common}\p{Script=Inherited}]/u

const isAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)
const isOne = (text: string): boolean => text.length === ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1)
const letter = /^\p{L}/u
const mark = /^\p{M}/u
/** Letters of few or dead languages: they may become one with another letter of their script that looks like the same one of another. */
const rare = /^(?![α-ωа-џґ])[\p{Script=Greek}\p{Script=Cyrillic}]/u

/** Without case. Not `toLowerCase` alone: ẞ and ß are SS in capitals, and a sigma has two small forms. */
export const withoutCase = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ')

function scriptOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x80) return 'Latin'
  if (!letter.test(char) || shared.test(char)) return 'none'
  return widespread.find(({ has }) => has.test(char))?.name ?? `block ${code >> 8}`
}

/** A look that a letter has in one of its cases, and how much speaks for it. */
interface Look {
  readonly as: string
  readonly strength: number
}

/** No more than one likeness of a letter that has capitals: those are the alphabets that are mixed up. */
const withoutCaseStrength = 1

/** A capital that looks like a small letter is a weaker likeness than one that looks like a capital. */
function looksOf(small: string): readonly Look[] {
  const found = new Map<string, number>()
  const capital = small.toUpperCase()
  for (const [char, strength] of [
    [capital, 2],
    [small, 1],
  ] as const) {
    const look = lookTable().get(char)
    if (look === undefined || !isOne(look)) continue
    const hasCase = capital !== small
    // Unicode's table has one look for I, l and 1. A capital is like I.
    const seen = hasCase && char === capital && look === 'l' ? 'I' : look
    const isSameCase = (char === capital) === (seen !== seen.toLowerCase())
    const as = withoutCase(seen.normalize('NFKC'))
    if (!isOne(as) || as === small) continue
    found.set(as, hasCase ? (found.get(as) ?? 0) + (isSameCase ? strength : strength / 4) : withoutCaseStrength)
  }
  return [...found].map(([as, strength]) => ({ as, strength }))
}

/** What Unicode's table does not tell apart in ASCII: a bar without case is like each of these. */
const sameInTable: Readonly<Record<string, string>> = { l: 'i1|', o: '0' }

/** The looks of a letter that count: of another script, and no other letter of its own script looks more like that. */
function readingsTable(): ReadonlyMap<string, readonly string[]> {
  const smalls = new Set<string>()
  for (const char of lookTable().keys()) {
    const small = withoutCase(char)
    if (!isAscii(char) && isOne(char) && isOne(small) && small === small.normalize('NFKD')) smalls.add(small)
  }
  const strongest = new Map<string, { readonly small: string; readonly strength: number }>()
  const candidates: { readonly small: string; readonly script: string; readonly look: Look }[] = []
  for (const small of [...smalls].sort()) {
    if (isAscii(small)) continue
    const script = scriptOf(small)
    for (const look of looksOf(small)) {
      if (script === scriptOf(look.as) && !(script === 'Latin' && isAscii(look.as) && look.strength >= 1)) continue
      candidates.push({ small, script, look })
      const claim = `${script} ${look.as}`
      if (!rare.test(small) && (strongest.get(claim)?.strength ?? 0) < look.strength)
        strongest.set(claim, { small, strength: look.strength })
    }
  }
  const table = new Map<string, string[]>()
  for (const { small, script, look } of candidates) {
    const other = strongest.get(`${script} ${look.as}`)
    if (script !== 'none' && other !== undefined && other.small !== small && !rare.test(small)) continue
    table.set(small, [...(table.get(small) ?? []), look.as])
  }
  return new Map([...table].map(([small, found]) => [small, preferred(small, furthest(table, found))]))
}

/** A look that has looks itself is as good as those. */
const furthest = (table: ReadonlyMap<string, readonly string[]>, found: readonly string[]): readonly string[] => [
  ...new Set(found.flatMap((each) => table.get(each) ?? [each])),
]

/** ASCII first. Where there is ASCII, another letter of the Latin script (a small capital, say) adds nothing. */
function preferred(small: string, found: readonly string[]): readonly string[] {
  const ascii = found.filter(isAscii)
  const others = found.filter((each) => !isAscii(each) && (ascii.length === 0 || scriptOf(each) !== 'Latin'))
  const isCaseless = small === small.toUpperCase()
  const further = isCaseless ? ascii.flatMap((each) => [...(sameInTable[each] ?? '')]) : []
  return [...ascii, ...further, ...others]
}

let table: ReadonlyMap<string, readonly string[]> | undefined

/** What a character without case may be taken for, the likeliest first; itself, if nothing. Most have one reading. */
export function readingsOf(char: string): readonly string[] {
  if (isAscii(char)) return [char]
  // Without the table, which most accented names then need not wait for.
  if (mark.test(char)) return [lookTable().get(char) ?? char]
  table ??= readingsTable()
  return table.get(char) ?? [char]
}
