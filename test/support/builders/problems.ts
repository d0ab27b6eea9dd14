// Problems as they may come from a central that this program doesn't know, or that is broken.
import fc from 'fast-check'
import type { ToldProblem } from '../../../src/shared/acts/problems'
import { problems } from '../../../src/shared/acts/problems/table'

const anyKind = fc.oneof(
  fc.constantFrom(...Object.keys(problems)),
  fc.string(),
  fc.constantFrom('toString', '__proto__', 'constructor'),
)
const anyFields = fc.dictionary(
  fc.constantFrom(
    'status',
    'tag',
    'containerId',
    'containerIds',
    'intent',
    'intentId',
    'intentIds',
    'place',
    'by',
    'x',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

export const anyProblem: fc.Arbitrary<ToldProblem> = fc
  .tuple(anyKind, anyFields)
  .map(([kind, rest]) => ({ ...rest, kind }))
