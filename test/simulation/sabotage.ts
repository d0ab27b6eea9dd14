// Safeguards of engine and central, each with a way to take it out under a simulation: the SQL that carries it is changed on its
// way to SQLite, or the line of the program when the simulation is bundled. A simulation that stays green without one of them proves
// nothing by being green with it.

export interface Safeguard {
  /** What is missing then. */
  readonly without: string
  /** From here on a simulation with ten operations soon shows it. */
  readonly seed: number
  /** It is needed in worlds only in which central is restored. */
  readonly isOfRestored?: boolean
}

export interface Sabotage extends Safeguard {
  /** Central's or a bench's; both by default. */
  readonly of?: 'central' | 'bench'
  readonly find: RegExp
  readonly replace: string
}

/** The bundle has the line both ways: `TAKEN_OUT` is true where the safeguard is to be missing. */
export interface SabotageInCode extends Safeguard {
  readonly file: string
  readonly find: string
  readonly replace: string
}

export const sabotagesInCode = {
  naming: {
    without: 'central compares what an act is about with what its person saw',
    file: 'src/central/acts/on-procedure.ts',
    find: 'if (other !== null)',
    replace: 'if (other !== null && !TAKEN_OUT)',
    seed: 12,
    isOfRestored: true,
  },
  gap: {
    without: 'another tag counts only after a gap',
    file: 'src/main/engine/readers/gap.ts',
    find: 'if (missed)',
    replace: 'if (missed || TAKEN_OUT)',
    seed: 1,
  },
} as const satisfies Readonly<Record<string, SabotageInCode>>

const sabotages = {
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
    find: /(select 1 as "taken" from "places" where \()"storage_id" = \?/,
    replace: '$1"storage_id" = ? + 1000',
    seed: 10,
  },
  holding: {
    without: 'a vial that was moved in the time that a restored central has lost is held for a scan',
    of: 'central',
    find: /(update "containers" set [^;]*"verify_since" = \?[^;]* where [^;]*)"verify_since" is null/,
    replace: '$1"verify_since" = \'\'',
    seed: 12,
    isOfRestored: true,
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

export const safeguards = { ...sabotages, ...sabotagesInCode } as const

export type SabotageName = keyof typeof safeguards
export const isSabotage = (name: string): name is SabotageName => Object.hasOwn(safeguards, name)
const isInSql = (name: SabotageName): name is keyof typeof sabotages => Object.hasOwn(sabotages, name)

let current: Sabotage | null = null

/** Takes a safeguard out for every simulation of this process from here on. */
export function sabotage(name: SabotageName) {
  current = isInSql(name) ? sabotages[name] : null
  Object.assign(globalThis, { [takenOut]: name })
}

/** Where the bundle finds the name of the safeguard that is missing. */
export const takenOut = 'safeguardTakenOut'

/** The SQL as a sabotaged program would have it. */
export function sabotaged(sql: string, isCentral: boolean): string {
  if (current === null || (current.of !== undefined && (current.of === 'central') !== isCentral)) return sql
  return sql.replace(current.find, current.replace)
}
