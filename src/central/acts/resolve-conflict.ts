// A person's answer to a conflict, as a bench sends it: checked against what central has really refused, and kept.
import { aggregateOf, rowOf } from '../../shared/acts'
import type { ActProblem } from '../../shared/acts/problems'
import type { ResolveConflict } from '../../shared/acts/resolve-conflict'
import { ok, refused } from '../../shared/result'
import { isReserved, may, type Right } from '../../shared/rights'
import type { Answered } from '../store/resolutions'
import type { Asker, CentralAct, Effect } from './act'
import type { ActFacts } from './facts'
import { alreadyResolved } from './withdrawn'

/** Keeps the choice; it changes nothing else: what follows from it comes as acts of their own. */
export const resolveConflict: CentralAct<ResolveConflict> = {
  reads(body) {
    const named = namedBy(body)
    return [
      { kind: 'answers', intentIds: named },
      { kind: 'resolutions', intentIds: distinct(body.covers) },
      { kind: 'withdrawals', intentIds: distinct([...body.withdrawn, ...body.covers]) },
      ...(body.about.kind === 'procedure' ? [{ kind: 'version', procedure: body.about.procedureId } as const] : []),
    ]
  },
  decide(body, facts, by) {
    const asked = askedBy(body, facts)
    const problem = whyNot(body, asked, facts, by)
    if (problem !== null) return refused({ problem, against: null })
    const version = body.about.kind === 'procedure' ? (facts.version(body.about.procedureId) ?? null) : null
    return ok({ effects: [kept(body, asked, facts, by)], version })
  },
}

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)]
const namedBy = ({ covers, withdrawn }: ResolveConflict) => distinct([...covers, ...withdrawn])

interface Asked {
  readonly answers: ReadonlyMap<string, Answered>
  /** Those of `covers` that central has answered. */
  readonly covers: readonly string[]
  readonly withdrawn: readonly string[]
}

function askedBy(body: ResolveConflict, facts: ActFacts): Asked {
  const answers = new Map(facts.answers().map((each) => [each.intentId, each]))
  const covers = distinct(body.covers).filter((id) => answers.has(id))
  // A central that was restored from a backup has never refused what a bench covers, and will not be asked for it again.
  const withdrawn = distinct([...body.withdrawn, ...body.covers.filter((id) => !answers.has(id))])
  return { answers, covers, withdrawn }
}

const coveredBy = ({ answers, covers }: Asked) => covers.flatMap((id) => answers.get(id) ?? [])

const resolvedOf = ({ covers, withdrawn }: Asked, facts: ActFacts) => [
  ...facts.resolutions().filter(({ refusedId }) => covers.includes(refusedId)),
  ...facts.withdrawals().filter(({ refusedId }) => withdrawn.includes(refusedId)),
]

/** Replacing a tag that central has is an override; and what a supervisor has decided, only a supervisor withdraws. */
function rightFor({ choice }: ResolveConflict, covered: readonly Answered[]): Right {
  if (choice === 'useOurTag') return 'conflict.override'
  const isDecision = covered.some(({ body }) => body !== undefined && isReserved(rowOf(body).right))
  return isDecision ? 'conflict.resolveDecision' : 'conflict.resolve'
}

function whyNot(body: ResolveConflict, asked: Asked, facts: ActFacts, { bench, person }: Asker): ActProblem | null {
  const { answers, covers, withdrawn } = asked
  const covered = coveredBy(asked)
  if (namedBy(body).length === 0) return { kind: 'malformed', intent: body.kind }
  if (body.choice === 'useOurTag' && body.reason === null) return { kind: 'reasonMissing' }
  if (!may(person, rightFor(body, covered))) return { kind: 'notEntitled', name: person.name, role: person.role }
  const unrefused = [
    ...covers.filter((id) => !isRefusal(answers.get(id), bench.facility.id)),
    ...withdrawn.filter((id) => answers.get(id)?.result === 'accepted'),
  ]
  if (unrefused.length > 0) return { kind: 'notRefused', intentIds: unrefused }
  const aggregate = aggregateOf(body)
  if (covered.some((each) => each.body !== undefined && aggregateOf(each.body) !== aggregate)) {
    return { kind: 'malformed', intent: body.kind }
  }
  const otherwise = resolvedOf(asked, facts).filter(({ choice }) => choice !== body.choice)
  return alreadyResolved(bench.facility.id, otherwise) ?? null
}

const isRefusal = (answered: Answered | undefined, facility: number): boolean =>
  answered !== undefined && answered.result !== 'accepted' && answered.facility === facility

function kept(body: ResolveConflict, asked: Asked, facts: ActFacts, { intentId, bench, actor, now }: Asker): Effect {
  const done = new Set(resolvedOf(asked, facts).map(({ refusedId }) => refusedId))
  return {
    kind: 'keepResolution',
    resolution: {
      intentId,
      facility: bench.facility.id,
      bench: bench.id,
      aggregate: aggregateOf(body),
      conflictId: body.conflictId,
      conflictKind: body.conflictKind,
      choice: body.choice,
      reason: body.reason,
      actor: JSON.stringify(actor),
      at: now,
    },
    intents: {
      refused: asked.covers.filter((id) => !done.has(id)),
      // What central has refused meanwhile needs no remembering: it has its answer.
      withdrawn: asked.withdrawn.filter((id) => !done.has(id) && !asked.answers.has(id)),
    },
  }
}
