// The one-tag rule: what follows when a reader reports these tags while those lie on it. Pure. The rule and its reasons:
// docs/decisions/0010-one-tag-at-a-time.md and 0072-a-change-needs-a-gap.md.
import { assertNever } from '../../../shared/assert-never'
import type { TagId, TagSighting } from '../../../shared/model/reader'
import type { Contents, FieldEvent, Present, Replaced, Seen, Unlifted } from './field-state'
import { type At, hasGap } from './gap'

export type ContentsStep = readonly [Contents, readonly FieldEvent[]]

type Empty = Extract<Contents, { kind: 'empty' }>
type One = Extract<Contents, { kind: 'one' }>
type Several = Extract<Contents, { kind: 'several' }>

/** `sightings`: each tag once. */
export function takeSightings(contents: Contents, sightings: readonly TagSighting[], at: At): ContentsStep {
  switch (contents.kind) {
    case 'empty':
      return fromEmpty(contents, sightings, at)
    case 'one':
      return fromOne(contents, sightings, at)
    case 'several':
      return fromSeveral(contents, sightings, at)
    default:
      return assertNever(contents)
  }
}

export const left = (present: Present, why: Extract<FieldEvent, { kind: 'left' }>['why']): FieldEvent => ({
  kind: 'left',
  tag: present.sighting.tag,
  repeats: present.repeats,
  why,
})

export const distinct = (sightings: readonly TagSighting[]): readonly TagSighting[] => [
  ...new Map(sightings.map((sighting) => [sighting.tag, sighting])).values(),
]

export const lastSeenMs = ({ members }: Several): number => Math.max(...members.map((member) => member.lastMs))

const isTag = (seen: Seen) => (sighting: TagSighting) => sighting.tag === seen.sighting.tag

function arrive(sighting: TagSighting, { nowMs }: At, replaced: readonly Replaced[] = []): ContentsStep {
  const present = { sighting, arrivedMs: nowMs, lastMs: nowMs, repeats: 0, missed: false }
  return [{ kind: 'one', present, replaced }, [{ kind: 'arrived', sighting }]]
}

function crowd(
  sightings: readonly TagSighting[],
  { nowMs }: At,
  { how, former, withdrawn }: Pick<Several, 'how' | 'former'> & { readonly withdrawn: readonly TagId[] },
): ContentsStep {
  const members = sightings.map((sighting) => ({ sighting, lastMs: nowMs }))
  return [{ kind: 'several', how, members, former, missed: false }, [{ kind: 'several', how, sightings, withdrawn }]]
}

function fromEmpty({ unlifted }: Empty, sightings: readonly TagSighting[], at: At): ContentsStep {
  const [first, ...others] = sightings
  if (!first) return [{ kind: 'empty' }, []]
  if (others.length > 0) return crowd(sightings, at, { how: 'together', former: null, withdrawn: [] })
  const isDoubtful = unlifted !== undefined && unlifted.tag !== first.tag && !wasLifted(unlifted, at)
  return isDoubtful ? crowd([first], at, { how: 'inTurn', former: null, withdrawn: [] }) : arrive(first, at)
}

/** Its pace may be another one than before it was lost. */
const wasLifted = ({ heardMs }: Unlifted, { nowMs, rule }: At): boolean =>
  heardMs !== null && rule.gap === 'silence' && nowMs - heardMs >= rule.holdMs

/** The reader is lost with this on it. */
export function unlifted(contents: Contents): Empty {
  switch (contents.kind) {
    case 'empty':
      return contents
    case 'one':
      return { kind: 'empty', unlifted: { tag: contents.present.sighting.tag, heardMs: null } }
    case 'several':
      return { kind: 'empty', unlifted: { tag: null, heardMs: null } }
    default:
      return assertNever(contents)
  }
}

/** The reader is back: from now on its silence would be heard. */
export const heardAgain = (contents: Contents, nowMs: number): Contents =>
  contents.kind === 'empty' && contents.unlifted
    ? { ...contents, unlifted: { ...contents.unlifted, heardMs: nowMs } }
    : contents

function fromOne(contents: One, sightings: readonly TagSighting[], at: At): ContentsStep {
  const { nowMs, rule } = at
  const { present } = contents
  const replaced = contents.replaced.filter((one) => nowMs - one.lastMs < rule.holdMs)
  const [first, ...others] = sightings
  if (!first) return [{ ...contents, present: { ...present, missed: true } }, []]

  const isWatched = nowMs - present.arrivedMs < rule.watchMs
  const isAlone = others.length === 0
  if (isAlone && first.tag === present.sighting.tag) {
    const again = { ...present, sighting: first, lastMs: nowMs, repeats: present.repeats + 1, missed: false }
    // Alone to the end of the watch and seen again: this was a change of vials, and the old one may come back.
    return [{ kind: 'one', present: again, replaced: isWatched ? replaced : [] }, []]
  }

  const returned = replaced.some((one) => sightings.some(isTag(one)))
  const isChange = isAlone && !returned && hasGap(present, at)
  // Within the watch, silence alone proves nothing: nobody changes vials that fast.
  if (isChange && (!isWatched || present.missed)) {
    const old = { sighting: present.sighting, lastMs: present.lastMs, hasty: isWatched }
    const [next, events] = arrive(first, at, [...replaced, old])
    return [next, [left(present, 'superseded'), ...events]]
  }

  // Alone but no change of vials: what was there is still there, only not in this inventory, or it is what changed its identity.
  const together = isAlone ? distinct([present.sighting, ...replaced.map((one) => one.sighting), first]) : sightings
  const isDoubtful = isAlone || isWatched || returned
  const hasty = replaced.filter((one) => one.hasty && together.some(isTag(one))).map((one) => one.sighting.tag)
  const withdrawn = [...(isDoubtful ? [present.sighting.tag] : []), ...hasty]
  // Which of two hasty ones is whose can't be told; and what has changed in turn must be lifted.
  const former = isAlone || hasty.length > 0 ? null : present.sighting.tag
  const [next, events] = crowd(together, at, { how: isAlone ? 'inTurn' : 'together', former, withdrawn })
  return [next, [left(present, 'several'), ...events]]
}

function fromSeveral(contents: Several, sightings: readonly TagSighting[], at: At): ContentsStep {
  const { nowMs, rule } = at
  const [first, ...others] = sightings
  if (!first) return [{ ...contents, missed: true }, []]
  const isAlone = others.length === 0
  // All of them were lifted, and one was laid down again.
  if (isAlone && hasGap({ lastMs: lastSeenMs(contents), missed: contents.missed }, at)) {
    const [next, events] = arrive(first, at)
    return [next, [{ kind: 'cleared' }, ...events]]
  }

  const { how, former } = contents
  const seenNow = new Set(sightings.map((sighting) => sighting.tag))
  const stillHeld = contents.members.filter((member) => !seenNow.has(member.sighting.tag))
  const members = [...stillHeld, ...sightings.map((sighting) => ({ sighting, lastMs: nowMs }))]
  const known = new Set(contents.members.map((member) => member.sighting.tag))
  const joined = sightings.some((sighting) => !known.has(sighting.tag))
  const told: readonly FieldEvent[] = joined
    ? [{ kind: 'several', how, sightings: members.map((member) => member.sighting), withdrawn: [] }]
    : []
  const base: Several = { kind: 'several', how, members, former, missed: false }

  if (!isAlone) return [base, told]
  const before = contents.alone?.tag === first.tag ? contents.alone : undefined
  const alone = { tag: first.tag, sinceMs: before?.sinceMs ?? nowMs, inventories: (before?.inventories ?? 0) + 1 }
  const isSingle = alone.inventories >= rule.aloneInventories && nowMs - alone.sinceMs >= rule.aloneMs
  // Any other tag has to be lifted first: it may be that of the next vial, and would go to the one that is asked for again.
  if (!isSingle || first.tag !== former) return [{ ...base, alone }, told]
  const [next, events] = arrive(first, at)
  return [next, [{ kind: 'single-again', sighting: first }, ...events]]
}
