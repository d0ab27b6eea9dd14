// What was looked at, in words: what was found, and what to do if it is not well. Pure.
import { assertNever } from '../../../shared/assert-never'
import {
  type HealthCheck,
  type HealthFacts,
  type HealthReader,
  type HealthStatus,
  isRecentCrash,
} from '../../../shared/views/health'
import type { Format } from '../../i18n/format'
import { isMessageKey, type Translate } from '../../i18n/messages'
import { linkText } from '../../parts/centralLink'

export interface CheckView {
  readonly what: string
  /** Null where nothing is to be done. */
  readonly next: string | null
}

const rank: Readonly<Record<HealthStatus, number>> = { stop: 0, attention: 1, ok: 2 }

/** What is not well stands first. */
export const inOrder = (checks: readonly HealthCheck[]): readonly HealthCheck[] =>
  [...checks].sort((a, b) => rank[a.status] - rank[b.status])

export function checkView(
  check: HealthCheck,
  facts: HealthFacts,
  t: Translate,
  format: Format,
  nowMs: number,
): CheckView {
  const key = `health.${check.name}.${check.found}.next`
  return { what: whatOf(check, facts, t, format, nowMs), next: isMessageKey(key) ? t(key) : null }
}

function whatOf(check: HealthCheck, facts: HealthFacts, t: Translate, format: Format, nowMs: number): string {
  const { database, backup, outbox, central, clock, disk, readers, crashes } = facts
  switch (check.name) {
    case 'database':
      return t(`health.database.${check.found}`, {
        size: format.bytes(database.bytes + database.logBytes),
        when: database.checked === null ? '' : format.when(database.checked.atMs, nowMs),
        detail: database.problem ?? database.checked?.problem ?? '',
      })
    case 'backup':
      return t(`health.backup.${check.found}`, {
        when: backup.lastMs === null ? '' : format.when(backup.lastMs, nowMs),
        age: format.age(nowMs - Math.max(backup.lastMs ?? 0, facts.startedMs)),
        why: backup.problem?.why ?? '',
        detail: backup.problem?.detail ?? '',
      })
    case 'disk':
      return t(`health.disk.${check.found}`, { free: disk.freeBytes === null ? '' : format.bytes(disk.freeBytes) })
    case 'readers':
      return t(`health.readers.${check.found}`, {
        count: readers.filter(({ connection }) => connection.kind === 'ready').length,
        name: troubled(readers)?.modelName ?? '',
        when: format.when(quietSinceMs(readers) ?? nowMs, nowMs),
      })
    case 'central':
      return linkText(central.link, t, format, nowMs)
    case 'outbox': {
      const age = format.age(outbox.oldestMs === null ? 0 : nowMs - outbox.oldestMs)
      const count = check.found === 'conflicts' ? outbox.conflicts : outbox.waiting
      return t(`health.outbox.${check.found}`, { count, age })
    }
    case 'clock': {
      const off = clock.offsetMs ?? 0
      return t(`health.clock.${check.found}`, { age: format.age(Math.abs(off)), way: off < 0 ? 'behind' : 'ahead' })
    }
    case 'feed':
      return t(`health.feed.${check.found}`, {
        count: facts.feed?.aside ?? 0,
        kind: facts.feed?.entity ?? '',
        key: facts.feed?.key ?? '',
      })
    case 'crashes': {
      const [last] = crashes
      return t(`health.crashes.${check.found}`, {
        count: crashes.filter((each) => isRecentCrash(each, nowMs)).length,
        when: last === undefined ? '' : format.when(last.atMs, nowMs),
        what: last?.what ?? '',
      })
    }
    default:
      return assertNever(check)
  }
}

/** When one of the readers that can't be asked was heard last. */
const quietSinceMs = (readers: readonly HealthReader[]): number | null =>
  readers
    .flatMap(({ connection }) => (connection.kind === 'ready' ? [connection.quietSinceMs ?? null] : []))
    .reduce<number | null>((last, each) => (each !== null && (last === null || each > last) ? each : last), null)

/** The reader that the sentence is about: a real one before a simulated one, one that can't be used before one that is away. */
function troubled(readers: readonly HealthReader[]): HealthReader | null {
  const rank = ({ simulated, connection }: HealthReader) =>
    Number(simulated) * 4 + (connection.kind === 'blocked' ? 0 : connection.kind === 'ready' ? 2 : 1)
  return [...readers].sort((a, b) => rank(a) - rank(b))[0] ?? null
}
