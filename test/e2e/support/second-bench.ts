// A second bench where its window would show nothing: it signs and chains what it asks of central, and insists on a yes.

import type { ActInput } from '../../../src/shared/acts/wire'
import type { IntentAnswer } from '../../../src/shared/api/bench'
import { enrolBench, staff } from '../../support/bench-client'
import { actorAt } from '../../support/signed-chain'
import type { CentralReady } from './processes'

export interface SecondBench {
  /** Central's answer; throws unless it accepts. */
  does(body: ActInput, by?: { readonly id: string; readonly name: string }): Promise<IntentAnswer>
  claims(procedureId: number): Promise<void>
}

export async function enrolSecondBench({ url, benchEnrolmentCode }: CentralReady): Promise<SecondBench> {
  const bench = await enrolBench({ url, sample: { newEnrolmentCode: async () => benchEnrolmentCode } })
  return {
    async does(body, by = staff) {
      const answer = await bench.send(body, { ...actorAt(bench.benchId, by), occurredAt: new Date().toISOString() })
      if (answer.result !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`)
      return answer
    },
    async claims(procedureId) {
      const { status } = await bench.call('PUT', `/claims/${procedureId}`)
      if (status !== 200) throw new Error(`not claimed: ${status}`)
    },
  }
}
