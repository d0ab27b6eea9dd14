// The outbox: what this bench asks of central. Entries are never deleted, so that both sides can prove that none was skipped.
import type { OutboxForSync, UnresolvedWork } from '../contract/outbox'
import type { Database } from '../database'
import { type Chain, type ChainNeeds, chainIn } from './chain'
import { entriesIn } from './entries'
import { figuresIn } from './figures'
import { offeringIn } from './offering'
import { queueIn } from './queue'
import { settlementIn } from './settlement'
import { unresolvedIn } from './unresolved'

export interface BenchOutbox extends OutboxForSync, UnresolvedWork, Pick<Chain, 'setSigner'> {}

export function outboxIn(db: Database, needs: Omit<ChainNeeds, 'refuse'>): BenchOutbox {
  const { reopenRefused, ...unresolved } = unresolvedIn(db)
  const { waitingPositions, ...queue } = queueIn(db)
  const settlement = settlementIn(db, { clock: needs.clock, waitingPositions, reopenRefused })
  return {
    ...chainIn(db, { ...needs, refuse: settlement.settle }),
    ...queue,
    ...settlement,
    ...unresolved,
    ...offeringIn(db),
    ...entriesIn(db),
    ...figuresIn(db),
  }
}
