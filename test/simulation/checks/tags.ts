// Which vial each tag is on, made anew from what central has on record as happened: one tag, one vial. A tag that was in storage on its
// vial, or may have been, stays that vial's; any other is free again with the end of its procedure.
import type { Look } from '../world/watched-sqlite'
import { Violation } from '../world/world'

export interface TagEvent {
  readonly procedure_id: number
  readonly kind: string
  readonly body: string
}

interface Body {
  readonly containerId: number | null
  readonly tag: string
  readonly outcome: string
  readonly said: string
  readonly outcomes: readonly { readonly containerId: number; readonly outcome: string }[]
}

const movedIn: readonly string[] = ['done', 'unknown']
const endings: readonly string[] = ['complete', 'fail', 'cancel', 'end']

export class TagLedger {
  private readonly vialOf = new Map<string, number>()
  /** Vials that were in storage, or may have been: their tags are theirs for good. */
  private readonly stored = new Set<number>()
  /** What was put on in each procedure. */
  private readonly put = new Map<number, Map<number, string>>()

  constructor(tagged: ReadonlyMap<string, number>) {
    for (const [tag, vial] of tagged) {
      this.vialOf.set(tag, vial)
      this.stored.add(vial)
    }
  }

  take({ procedure_id: procedure, kind, body }: TagEvent) {
    const said: Body = JSON.parse(body)
    const { containerId: vial, tag } = said
    if (kind === 'assignTag' && vial !== null) this.assign(procedure, vial, tag)
    if (kind === 'releaseTag' && vial !== null) this.release(procedure, vial, tag)
    if (kind === 'recordOutcome' && vial !== null) this.moved(procedure, vial, said.outcome)
    // A person has found it in its tank.
    if (kind === 'verify' && vial !== null) this.moved(procedure, vial, 'done')
    if (kind === 'end') for (const each of said.outcomes) this.moved(procedure, each.containerId, each.outcome)
    if (kind === 'reportLate' && vial !== null) this.toldLate(procedure, vial, said.said)
    if (endings.includes(kind)) this.end(procedure)
  }

  /** Throws where central has it otherwise. */
  compare(look: Look) {
    const [has, should] = [tagsAtCentral(look), this.vialOf].map(sorted)
    if (has !== should) throw new Violation(`Central's tags are ${has} and should be ${should}`)
  }

  private assign(procedure: number, vial: number, tag: string) {
    const owner = this.vialOf.get(tag)
    // One that comes back is confirmed by the tag that it has.
    if (owner !== undefined && !(owner === vial && this.stored.has(vial)))
      throw new Violation(`Tag ${tag} is on vial ${owner} and was bound to ${vial}`)
    this.vialOf.set(tag, vial)
    this.putIn(procedure).set(vial, tag)
  }

  private release(procedure: number, vial: number, tag: string) {
    const owner = this.vialOf.get(tag)
    if (owner !== vial) throw new Violation(`Tag ${tag} was taken off vial ${vial} and was on ${owner}`)
    this.putIn(procedure).delete(vial)
    if (!this.stored.has(vial)) this.vialOf.delete(tag)
  }

  private moved(procedure: number, vial: number, outcome: string) {
    if (movedIn.includes(outcome) && this.putIn(procedure).has(vial)) this.stored.add(vial)
  }

  /** A device contradicts a person: the vial may have its tag after all, unless another one has it by now. */
  private toldLate(procedure: number, vial: number, said: string) {
    const tag = this.putIn(procedure).get(vial)
    if (tag === undefined || !movedIn.includes(said) || this.vialOf.has(tag)) return
    this.vialOf.set(tag, vial)
    this.stored.add(vial)
  }

  private end(procedure: number) {
    for (const [vial, tag] of this.putIn(procedure)) {
      if (!this.stored.has(vial) && this.vialOf.get(tag) === vial) this.vialOf.delete(tag)
    }
  }

  private putIn(procedure: number): Map<number, string> {
    const known = this.put.get(procedure) ?? new Map<number, string>()
    this.put.set(procedure, known)
    return known
  }
}

const sorted = (tags: ReadonlyMap<string, number>): string =>
  [...tags]
    .map(([tag, vial]) => `${tag} on ${vial}`)
    .sort()
    .join(', ')

export const tagsAtCentral = (look: Look): ReadonlyMap<string, number> =>
  new Map(
    look
      .rows<{ tag: string; container_id: number }>('SELECT tag, container_id FROM tags')
      .map((row) => [row.tag, row.container_id]),
  )
