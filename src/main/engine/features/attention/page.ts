// The list, page by page: each row is found by the key of the one before, however long the list is.
import { aggregateKey } from '../../../../shared/acts'
import type { About } from '../../../../shared/acts/act'
import { type IntentId, intentId } from '../../../../shared/model/ids'
import type { AttentionPage, AttentionRow, RememberedAt, VialToVerify } from '../../../../shared/views/attention'
import type { InventoryRow } from '../../../../shared/views/inventory'
import { lostDigest } from '../../../../trust'
import type { Mirror, ToVerifyAfter } from '../../store/contract/mirror'
import type { UnresolvedWork } from '../../store/contract/outbox'

export interface PageNeeds {
  readonly mirror: Pick<Mirror, 'toVerify' | 'lossesToClose' | 'lossesOf'>
  readonly outbox: Pick<UnresolvedWork, 'unresolved'>
}

export interface PageQuery {
  /** Null: rows of every kind. */
  readonly only: AttentionRow['kind'] | null
  /** What the page before has named; null for the first. */
  readonly after: string | null
  readonly limit: number
}

/** Where a page begins. */
type Position =
  | { readonly kind: 'verify'; readonly after: ToVerifyAfter | null }
  | { readonly kind: 'loss'; readonly after: string }

export const isToVerify = (row: InventoryRow): row is VialToVerify => row.verify !== null

export function pageOf(needs: PageNeeds, { only, after, limit }: PageQuery): AttentionPage {
  const from = positionIn(after) ?? { kind: 'verify', after: null }
  const vials = from.kind === 'verify' && only !== 'loss' ? vialsAfter(needs, from.after, limit) : []
  const last = vials.at(-1)
  if (vials.length === limit && last !== undefined) return { rows: vials, next: nameOf(last) }
  if (only === 'verify') return { rows: vials, next: null }
  const losses = lossesAfter(needs, from.kind === 'loss' ? from.after : '', limit - vials.length)
  const lastLoss = losses.at(-1)
  const isFull = vials.length + losses.length === limit && lastLoss !== undefined
  return { rows: [...vials, ...losses], next: isFull ? nameOf(lastLoss) : null }
}

/** A vial as a row; null if there is nothing to verify. */
export function verifyRowOf({ mirror, outbox }: PageNeeds, vial: InventoryRow) {
  return isToVerify(vial) ? verifyRow(vial, mirror, conflictsIn(outbox)) : null
}

const verifyRow = (vial: VialToVerify, mirror: PageNeeds['mirror'], conflicts: Conflicts) =>
  ({
    kind: 'verify',
    vial,
    remembered: mirror
      .lossesOf(vial.id)
      .flatMap(({ thing, rememberedBy }): readonly RememberedAt[] =>
        thing.kind === 'vial' ? [{ where: thing.remembered, at: thing.rememberedAt, by: rememberedBy }] : [],
      ),
    conflict: conflicts({ kind: 'vial', containerId: vial.id }),
  }) as const satisfies AttentionRow

function vialsAfter(
  { mirror, outbox }: PageNeeds,
  after: ToVerifyAfter | null,
  limit: number,
): readonly AttentionRow[] {
  const conflicts = conflictsIn(outbox)
  return mirror
    .toVerify(limit, after)
    .filter(isToVerify)
    .map((vial) => verifyRow(vial, mirror, conflicts))
}

function lossesAfter({ mirror, outbox }: PageNeeds, after: string, limit: number): readonly AttentionRow[] {
  const conflicts = conflictsIn(outbox)
  return mirror.lossesToClose(after, limit).map((loss) => ({
    kind: 'loss',
    loss,
    seen: lostDigest(loss.thing),
    conflict: conflicts({ kind: 'loss', lossId: loss.id }),
  }))
}

/** The conflict about something, if central has refused what was done about it. */
type Conflicts = (about: About) => IntentId | null

function conflictsIn(outbox: PageNeeds['outbox']): Conflicts {
  const first = new Map<string, IntentId>()
  for (const { aggregate, envelope } of outbox.unresolved()) {
    if (!first.has(aggregate)) first.set(aggregate, intentId(envelope.intentId))
  }
  return (about) => first.get(aggregateKey(about)) ?? null
}

function nameOf(row: AttentionRow): string {
  return row.kind === 'verify' ? `verify ${row.vial.id} ${row.vial.verify.since}` : `loss ${row.loss.id}`
}

/** Null for what no page has named. */
function positionIn(name: string | null): Position | null {
  const [, id, since] = /^verify (\d{1,16}) (.*)$/.exec(name ?? '') ?? []
  if (id !== undefined && since !== undefined) return { kind: 'verify', after: { id: Number(id), since } }
  const [, loss] = /^loss (.+)$/.exec(name ?? '') ?? []
  return loss === undefined ? null : { kind: 'loss', after: loss }
}
