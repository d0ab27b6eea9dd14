// Whether live events arrive in time, measured from end to end: an open stream proves nothing, since anything in between can hold its body
// back. Only what came in time does, and only for a while.

/** Central says something every 15 s at the latest. */
const heartbeatMs = 15_000
/** Later than this after central sent it, an event was held back somewhere. */
export const lateMs = 3_000
/** So much longer than a heartbeat, and the next one is late. */
const graceMs = 5_000
/** What arrives in one piece after being held back ends with an event that is in time: one alone proves nothing. */
const timelyAfterLate = 3

export interface StreamProof {
  /** Monotonic milliseconds of the last event that came in time; null before the first. */
  readonly timelyMs: number | null
  /** How many more have to come in time before the stream is believed (again). */
  readonly needed: number
  /** The head that the stream has named. */
  readonly announcedHead: number
  /** A head that was heard of elsewhere and that the stream has not named, and when it was heard of (monotonic). */
  readonly unannounced: { readonly head: number; readonly sinceMs: number } | null
}

export const unproven: StreamProof = { timelyMs: null, needed: 1, announcedHead: 0, unannounced: null }

const late = (proof: StreamProof): StreamProof => ({ ...proof, timelyMs: null, needed: timelyAfterLate })

/** An event has come. `delayMs`: since central sent it, by both clocks; null where that can't be told, as from an older central. */
export function afterEvent(
  proof: StreamProof,
  { nowMs, delayMs, head }: { readonly nowMs: number; readonly delayMs: number | null; readonly head: number | null },
): StreamProof {
  const overdue = isOverdue(proof, nowMs)
  const { unannounced } = proof
  const named: StreamProof = {
    ...proof,
    announcedHead: Math.max(proof.announcedHead, head ?? 0),
    unannounced: head !== null && unannounced !== null && head >= unannounced.head ? null : unannounced,
  }
  if (overdue || (delayMs !== null && delayMs > lateMs)) return late(named)
  const needed = Math.max(0, named.needed - 1)
  return { ...named, needed, timelyMs: nowMs }
}

/** The feed's head was heard of by another way than the stream: which names it too, soon, if it is live. */
export function afterHead(proof: StreamProof, head: number, nowMs: number): StreamProof {
  if (head <= proof.announcedHead || proof.unannounced !== null) return proof
  return { ...proof, unannounced: { head, sinceMs: nowMs } }
}

const isOverdue = ({ timelyMs, unannounced }: StreamProof, nowMs: number): boolean =>
  (timelyMs !== null && nowMs - timelyMs > heartbeatMs + graceMs) ||
  (unannounced !== null && nowMs - unannounced.sinceMs > lateMs)

/** Whether what central decides can be waited for; else the feed has to be asked. */
export const isProven = (proof: StreamProof, nowMs: number): boolean =>
  proof.timelyMs !== null && proof.needed === 0 && !isOverdue(proof, nowMs)

/** When a proven stream would stop being so if nothing more came, in milliseconds from now; null if it is not proven. */
export function provenForMs(proof: StreamProof, nowMs: number): number | null {
  if (!isProven(proof, nowMs) || proof.timelyMs === null) return null
  const heartbeat = proof.timelyMs + heartbeatMs + graceMs - nowMs
  const named = proof.unannounced === null ? heartbeat : proof.unannounced.sinceMs + lateMs - nowMs
  return Math.max(0, Math.min(heartbeat, named)) + 1
}
