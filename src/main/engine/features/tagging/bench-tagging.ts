// Tagging with what this bench has: its readers, its journal, and its claims at central.
import type { ProcedureId } from '../../../../shared/model/ids'
import { isUnnumbered } from '../../../../shared/model/made'
import type { ReaderId, ReaderSnapshot } from '../../../../shared/model/reader'
import { type Claims, leaseOn } from '../../procedures/claim-lease'
import { journaledReads } from './reads'
import { type BenchNeeds, TaggingBench } from './tagging-bench'

/** What of it differs from bench to bench. */
export interface BenchTaggingNeeds
  extends Omit<BenchNeeds, 'reads' | 'lease' | 'actor' | 'readers' | 'signal' | 'isLifted'> {
  readonly central: Claims
  readonly readers: {
    readers(): readonly ReaderSnapshot[]
    signal(id: ReaderId, cue: 'accepted' | 'refused'): void
    isLifted(id: ReaderId): boolean
  }
}

export function benchTagging({ central, readers, ...needs }: BenchTaggingNeeds): TaggingBench {
  const { store, timers, whoActs } = needs
  return new TaggingBench({
    ...needs,
    reads: journaledReads(store),
    lease: leaseOn(numberedClaims(central, needs.procedures), timers),
    actor() {
      const actor = whoActs()
      return actor.ok ? actor.value : null
    },
    readers: () => readers.readers(),
    signal: (id, cue) => readers.signal(id, cue),
    isLifted: (id) => readers.isLifted(id),
  })
}

/** What has no number yet is known to this bench only, and nobody can claim it. */
const numberedClaims = (central: Claims, { foreseen }: Pick<BenchNeeds['procedures'], 'foreseen'>): Claims => {
  const numberOf = (id: ProcedureId) => foreseen(id)?.procedure.id ?? id
  return {
    async claim(id) {
      const number = numberOf(id)
      return isUnnumbered(number) ? { kind: 'unanswered' } : central.claim(number)
    },
    releaseClaim(id) {
      const number = numberOf(id)
      if (!isUnnumbered(number)) central.releaseClaim(number)
    },
  }
}
