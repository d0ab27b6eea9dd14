import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { root } from '../../../../scripts/lib/paths.mjs'
import type { CentralAct } from '../../../../src/central/acts/act'
import { centralActs } from '../../../../src/central/acts/table'
import type { MessageKey } from '../../../../src/renderer/i18n/messages'
import { type ActBody, type ActKind, type BodyOf, rowOf, stepBy } from '../../../../src/shared/acts'
import { type Act, act } from '../../../../src/shared/acts/act'
import type { PrepareProcedure } from '../../../../src/shared/acts/prepare-procedure'
import { ofProcedure } from '../../../../src/shared/acts/problems/of-procedure'
import type { ProblemRow } from '../../../../src/shared/acts/problems/problem'
import { type ProblemKind, type ProblemOf, problems } from '../../../../src/shared/acts/problems/table'
import { acts } from '../../../../src/shared/acts/table'
import type { Procedure } from '../../../../src/shared/model/procedure'
import { assign, release } from '../../../support/builders/outbox'
import { procedure } from '../../../support/builders/procedure-events'
import { accept, cancel, here, prepare } from '../../../support/builders/refused'
import { noon, place, tag, vial } from '../../../support/builders/store-1234'

/** Without one of its parts. */
function without<Row extends object, Part extends keyof Row>(row: Row, part: Part): Omit<Row, Part> {
  const { [part]: _, ...rest } = row
  return rest
}

const prepareRow = acts['procedure.prepare']
const row = act<PrepareProcedure>()

describe('the row of an act', () => {
  it('does not compile without any one of its parts', () => {
    const missing = {
      // @ts-expect-error: no kind
      kind: row(without(prepareRow, 'kind')),
      // @ts-expect-error: no right
      right: row(without(prepareRow, 'right')),
      // @ts-expect-error: not said what it is about
      about: row(without(prepareRow, 'about')),
      // @ts-expect-error: not said what it does to a procedure
      event: row(without(prepareRow, 'event')),
      // @ts-expect-error: not said what it takes
      binds: row(without(prepareRow, 'binds')),
      // @ts-expect-error: not said what it needs
      needs: row(without(prepareRow, 'needs')),
      // @ts-expect-error: not said what it gives back
      frees: row(without(prepareRow, 'frees')),
      // @ts-expect-error: not said which vials
      vials: row(without(prepareRow, 'vials')),
      // @ts-expect-error: nothing for lists
      details: row(without(prepareRow, 'details')),
      // @ts-expect-error: not said what the bench foresees
      foresee: row(without(prepareRow, 'foresee')),
      // @ts-expect-error: not said how the mirror shows it
      shownBy: row(without(prepareRow, 'shownBy')),
      // @ts-expect-error: not said what was done by hand
      byHand: row(without(prepareRow, 'byHand')),
      // @ts-expect-error: not said whether it can be asked again
      canBeAskedAgain: row(without(prepareRow, 'canBeAskedAgain')),
      // @ts-expect-error: no problems
      problems: row(without(prepareRow, 'problems')),
      // @ts-expect-error: no schema
      wire: row(without(prepareRow, 'wire')),
    }
    // A new part of the row has its line above.
    expect(Object.keys(missing).sort()).toEqual(Object.keys(prepareRow).sort())
  })

  it('does not compile with a right, a problem or a schema that is none', () => {
    // @ts-expect-error: nobody has such a right
    row({ ...prepareRow, right: 'procedure.mend' })
    // @ts-expect-error: no problem of that name
    row({ ...prepareRow, problems: ['broken'] })
    // @ts-expect-error: the schema of another body
    row({ ...prepareRow, wire: acts['cane.add'].wire })
    expect(row(prepareRow)).toBe(prepareRow)
  })

  it('is missed where there is none: in the table, at central, in the language files', () => {
    type Table = { readonly [Kind in ActKind]: Act<BodyOf<Kind>> }
    type AtCentral = { readonly [Kind in ActKind]: CentralAct<BodyOf<Kind>> }
    // @ts-expect-error: a body without its row
    const table: Table = without(acts, 'cane.add')
    // @ts-expect-error: an act that central doesn't decide
    const atCentral: AtCentral = without(centralActs, 'cane.add')
    // @ts-expect-error: an act without its words
    const words: MessageKey = 'act.tag.mend'
    expect([table, atCentral, words]).toHaveLength(3)
  })

  it.each(Object.entries(acts))('%s stands in the table by its own kind', (kind, { kind: own }) => {
    expect(own).toBe(kind)
  })
})

describe('the row of a problem', () => {
  it('does not compile without any one of its parts', () => {
    type Row = ProblemRow<ProblemOf<'wrongType'>>
    const { wrongType } = ofProcedure
    const missing: Readonly<Record<keyof Row, Row>> = {
      // @ts-expect-error: not said whether it is final
      isFinal: without(wrongType, 'isFinal'),
      // @ts-expect-error: not said whether central remembers it
      isRemembered: without(wrongType, 'isRemembered'),
      // @ts-expect-error: not said whose it is
      scope: without(wrongType, 'scope'),
      // @ts-expect-error: not said whether the act can be asked again
      canBeAskedAgain: without(wrongType, 'canBeAskedAgain'),
      // @ts-expect-error: no meaning
      meaning: without(wrongType, 'meaning'),
      // @ts-expect-error: not said which vials it names
      vials: without(wrongType, 'vials'),
      // @ts-expect-error: not said what it says of acts that it names
      ofNamed: without(wrongType, 'ofNamed'),
      // @ts-expect-error: not said who brought it about
      origin: without(wrongType, 'origin'),
    }
    expect(Object.keys(missing).sort()).toEqual(Object.keys(wrongType).sort())
    type Table = { readonly [Kind in ProblemKind]: ProblemRow<ProblemOf<Kind>> }
    // @ts-expect-error: a problem without its row
    const table: Table = without(problems, 'tagUsed')
    expect(Object.keys(table)).toHaveLength(Object.keys(problems).length - 1)
  })
})

describe("a procedure's rules", () => {
  const bodies: readonly ActBody[] = [assign(1, 7), release(1, 7), prepare, accept, cancel]
  const anyVial = (number: number) =>
    fc.constantFrom(vial(number), vial(number, { tag: tag(7), place: place(1) }), vial(number, { tag: tag(9) }))
  const anyProcedure: fc.Arbitrary<Procedure> = fc
    .record({
      type: fc.constantFrom('STORE', 'RETRIEVAL', 'REFILL', 'UNKNOWN'),
      status: fc.constantFrom('PENDING', 'CREATED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'FAILED', 'UNKNOWN'),
      vials: fc.oneof(fc.tuple(anyVial(1)), fc.tuple(anyVial(1), anyVial(2)), fc.constant([])),
      requestedBy: fc.constantFrom(here, null),
    })
    .map((change) => ({ ...procedure('STORE', 'PENDING'), ...change }))

  it('refuse an act with nothing but what its row lists', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bodies), anyProcedure, (body, before) => {
        const stepped = stepBy(before, body, { at: noon, by: here })
        if (!stepped.ok) expect(rowOf(body).problems).toContain(stepped.problem.kind)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the rows', () => {
  it('bring no parser along: what loads zod is loaded where bodies are parsed', () => {
    const folder = join(root, 'src', 'shared', 'acts')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const loading = files.filter((name) =>
      /^import (?!type ).*'(zod|(\.\.?\/)+(wire|wire-fields|api\/[\w-]+))'/m.test(
        readFileSync(join(folder, name), 'utf8'),
      ),
    )
    expect(loading.sort()).toEqual(['wire-fields.ts', 'wire.ts'])
  })
})
