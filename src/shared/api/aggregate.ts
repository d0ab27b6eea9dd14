// Apart from the schemas of intents: the outbox needs no parser, and a cold start would wait for one.
import type { IntentBody } from './intents'

/** Intents of one aggregate keep their order; aggregates are independent. */
export function aggregateOf(body: IntentBody): string {
  return body.kind === 'cane.add'
    ? `cane:${body.storageId}/${body.canister}/${body.cane}`
    : `procedure:${body.procedureId}`
}
