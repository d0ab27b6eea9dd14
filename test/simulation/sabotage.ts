// Safeguards of engine and central, each with a way to take it out under a simulation: the SQL that carries it is changed on its
// way to SQLite. A simulation that stays green without one of them proves nothing by being green with it.

export interface Sabotage {
  /** What is missing then. */
  readonly without: string
  /** Central's or a bench's; both by default. */
  readonly of?: 'central' | 'bench'
  readonly find: RegExp
  readonly replace: string
  /** From here on a simulation with ten operations soon shows it. */
  readonly seed: number
}

export const sabotages = {
  fsync: {
    without: 'a scan is synced to disk before it is shown as saved',
    of: 'bench',
    find: /synchronous = FULL/,
    replace: 'synchronous = NORMAL',
    seed: 38,
  },
  rememberedAnswers: {
    without: "central remembers its answer to an intent, under the intent's id",
    of: 'central',
    find: /from "intents"(?= where \(?"intent_id" = \?)/,
    replace:
      'from (select "intent_id" || \'x\' as "intent_id", "bench_id", "bench_seq", "hash", "envelope", "result", "problem", "version" from "intents") as "intents"',
    seed: 24,
  },
  outboxOrder: {
    without: 'intents of one aggregate leave in their order',
    of: 'bench',
    find: /(SELECT position, aggregate, state, next_attempt_ms FROM outbox[\s\S]*)ORDER BY position$/,
    replace: '$1ORDER BY position DESC',
    seed: 8,
  },
  overlayOrder: {
    without: 'unsent work is laid over the mirror in its order',
    of: 'bench',
    find: /(FROM outbox INDEXED BY outbox_unsettled WHERE procedure_id = \?[\s\S]*)ORDER BY position$/,
    replace: '$1ORDER BY position DESC',
    seed: 7,
  },
  sendingAgain: {
    without: 'what was being sent when a process died is sent again',
    of: 'bench',
    find: /(SET state = 'queued'\s+WHERE state IN \('queued', 'sending'\)) AND state = 'sending'/,
    replace: "$1 AND state = 'nothing'",
    seed: 55,
  },
  gaplessFeed: {
    without: "the feed's numbers have no gap",
    of: 'central',
    find: /set "head" = "head" \+ \?/,
    replace: 'set "head" = "head" + ? + ("head" % 9 = 0)',
    seed: 1,
  },
  tagOnce: {
    without: 'central looks whether a tag is on another vial',
    of: 'central',
    find: /from "tags" as "t"([\s\S]*)where "t"."organization_id" = \? and "t"."tag" = \?/,
    replace: 'from "tags" as "t"$1where "t"."organization_id" = ? and "t"."tag" = ? || \'x\'',
    seed: 1,
  },
  placeOnce: {
    without: 'central looks whether a place is taken',
    of: 'central',
    find: /(select "position" from "places" where \()"storage_id" = \?/,
    replace: '$1"storage_id" = ? + 1000',
    seed: 10,
  },
  wholeSnapshot: {
    without: 'rows that a snapshot does not bring are taken out of the mirror',
    of: 'bench',
    find: /generation < \? ORDER BY/,
    replace: 'generation < ? - 1000 ORDER BY',
    seed: 48,
  },
  freedTags: {
    without: 'a tag that was taken back is free at every bench',
    of: 'bench',
    find: /DELETE FROM known_tag WHERE tag = \?/,
    replace: "DELETE FROM known_tag WHERE tag = ? || 'x'",
    seed: 21,
  },
} as const satisfies Readonly<Record<string, Sabotage>>

export type SabotageName = keyof typeof sabotages
export const isSabotage = (name: string): name is SabotageName => Object.hasOwn(sabotages, name)

let current: Sabotage | null = null

/** Takes a safeguard out for every simulation of this process from here on; null puts it back. */
export function sabotage(name: SabotageName | null) {
  current = name === null ? null : sabotages[name]
}

/** The SQL as a sabotaged program would have it. */
export function sabotaged(sql: string, isCentral: boolean): string {
  if (current === null || (current.of !== undefined && (current.of === 'central') !== isCentral)) return sql
  return sql.replace(current.find, current.replace)
}
