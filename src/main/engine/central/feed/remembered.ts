// Tells a central that was restored from a backup what this bench remembers of the time that it has lost: before a snapshot takes the place
// of the mirror, which is all that this bench knows of it.
import { pause } from '../../../../platform/wake-signal'
import { type RememberedReply, rememberedMost, rememberedReply } from '../../../../shared/api/bench'
import type { NamedHistory } from '../../../../shared/api/feed-history'
import type { Procedure } from '../../../../shared/model/procedure'
import type { Loss } from '../../../../shared/model/restoration'
import type { Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type { MirrorForSync } from '../../store/contract/feed'
import type { CallProblem } from '../connection/call-problem'
import type { Client } from '../connection/client'
import { historyProof } from '../connection/history-proof'

export interface RememberedNeeds {
  readonly mirror: MirrorForSync
  readonly client: Client
  readonly timers: Timers
}

/** Of one request: well below what central takes. A procedure with a thousand vials is 250 kB. */
const mostBytes = 300_000

/**
 * Done when it answers ok: central was told, or can't be, being from before it asked. Repeatable. The answer is what central's history has
 * after that: a central without it was not told.
 */
export async function tellRemembered(needs: RememberedNeeds): Promise<Result<NamedHistory | null, CallProblem>> {
  const asked = await post(needs, { procedures: [], losses: [], isLast: false })
  if (!asked.ok) return isTooOld(asked.problem) ? ok(null) : asked
  const { restoration } = asked.value
  if (restoration === null) return ok(null)
  let reached: RememberedReply['reached']
  for await (const piece of pieces(needs, restoration.from)) {
    const told = await post(needs, piece)
    if (!told.ok) return told
    reached = told.value.reached
  }
  return ok(
    reached === undefined ? null : { epoch: reached.epoch, rows: [{ n: reached.head, digest: reached.digest }] },
  )
}

/** A central from before this request knows no such path. */
const isTooOld = (problem: CallProblem): boolean => problem.kind === 'refused' && problem.error.code === 'NOT_FOUND'

interface Piece {
  readonly procedures: readonly Procedure[]
  readonly losses: readonly Loss[]
  readonly isLast: boolean
}

/** What an earlier restore has lost, and nobody has looked after yet: far more than people could. */
const mostLosses = 10_000

/** All procedures that changed since, and all losses, in pieces of bounded size; at least one piece, the last of which says so. */
async function* pieces({ mirror, timers }: RememberedNeeds, from: string): AsyncGenerator<Piece> {
  let waiting: Procedure[] = []
  let bytes = 0
  for (let after: number | null = 0; after !== null; await pause(timers)) {
    const { procedures, next } = mirror.changedSince(from, after)
    for (const procedure of procedures) {
      const size = JSON.stringify(procedure).length
      if (waiting.length > 0 && (waiting.length >= rememberedMost || bytes + size > mostBytes)) {
        yield { procedures: waiting, losses: [], isLast: false }
        waiting = []
        bytes = 0
      }
      waiting.push(procedure)
      bytes += size
    }
    after = next
  }
  // Central may have lost them too: the mirror has nothing else of what was lost then.
  const losses = mirror.losses(mostLosses)
  for (let from = 0; from < losses.length; from += rememberedMost) {
    yield { procedures: [], losses: losses.slice(from, from + rememberedMost), isLast: false }
  }
  yield { procedures: waiting, losses: [], isLast: true }
}

async function post({ mirror, client }: RememberedNeeds, piece: Piece): Promise<Result<RememberedReply, CallProblem>> {
  const history = mirror.history() ?? mirror.replaced()
  if (history === null) return ok({ restoration: null })
  const heardAt =
    history.rows
      .flatMap(({ at }) => at ?? [])
      .toSorted()
      .at(-1) ?? null
  const answer = await client.call({
    method: 'POST',
    path: '/remembered',
    body: { known: historyProof(history), heardAt, ...piece },
    priority: 'later',
    deadlineMs: 20_000,
  })
  if (!answer.ok) return answer
  const reply = rememberedReply.safeParse(answer.value)
  return reply.success
    ? ok(reply.data)
    : refused({ kind: 'notUnderstood', detail: 'not an answer to what is remembered' })
}
