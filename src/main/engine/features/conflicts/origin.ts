// What central says of who stands in the way of a refused intent. Read by hand: a parser here would be part of every cold start.
import type { ToldProblem } from '../../../../shared/acts/problems'
import { benchId, deviceId, personId } from '../../../../shared/model/ids'
import type { Actor } from '../../../../shared/model/procedure'
import type { Conflict } from '../../../../shared/views/conflict'

export type Origin = NonNullable<Conflict['central']['by']>

/** Null if nobody does, or central is too old to say. */
export function originOf(problem: ToldProblem | null): Origin | null {
  const by = problem?.by
  if (!isRecord(by) || typeof by.at !== 'string') return null
  const actor = actorOf(by.actor)
  const benchName = by.benchName
  if (actor === null || (benchName !== null && typeof benchName !== 'string')) return null
  return { actor, benchName, at: by.at }
}

function actorOf(value: unknown): Actor | null {
  if (!isRecord(value) || typeof value.name !== 'string') return null
  const { kind, name } = value
  if (kind === 'person' && typeof value.personId === 'string' && typeof value.benchId === 'string') {
    return { kind, name, personId: personId(value.personId), benchId: benchId(value.benchId) }
  }
  if (kind === 'client' && typeof value.clientId === 'string') return { kind, name, clientId: value.clientId }
  if (kind === 'device' && typeof value.deviceId === 'number') return { kind, name, deviceId: deviceId(value.deviceId) }
  return null
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
