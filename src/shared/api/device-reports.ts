// What a device has reported, taken value by value: what can't be so is passed over and named, the rest counts. A robot in the field says
// 100.4 or null where a gauge has failed, and whatever its next version adds; refusing all of it would make it look lost.
import type { Device, OddValue } from '../model/device'
import type { Given, GivenVial } from '../model/given'
import { type ContainerId, containerId, type StorageId, storageId } from '../model/ids'
import { vialsPerProcedure } from '../model/limits'
import type { Outcome } from '../model/procedure'
import {
  deviceOutcome,
  deviceState,
  failRequest,
  givenDigest,
  givenFields,
  givenVial,
  litres,
  outcomeRequest,
  percent,
  refillRequest,
} from './device'
import { cut, type Fields, type Reading, reading } from './reading'

export interface Report<Values> {
  readonly values: Values
  /** At most `mostOddValues`. */
  readonly oddValues: readonly OddValue[]
}

export interface ToldLevel {
  readonly storageId: StorageId
  readonly percent: number
  /** Where in the report it stands. */
  readonly where: string
}

export interface StatusValues {
  /** null: not told, or by a word that nobody knows. */
  readonly state: Device['state'] | null
  /** Of each tank that it names, known or not, the last one told. */
  readonly levels: readonly ToldLevel[]
}

const { storageId: tankNumber } = refillRequest.shape

function levelIn(read: Reading, value: unknown, where: string): ToldLevel | undefined {
  const fields = read.fields(value, ['storageId', 'percent'], where)
  if (fields === null) return undefined
  const id = read.value(fields, 'storageId', tankNumber, { where })
  const tank = id === undefined ? null : storageId(id)
  const level = read.value(fields, 'percent', percent, { where, tank })
  return tank === null || level === undefined ? undefined : { storageId: tank, percent: level, where }
}

/** `POST /status`: any JSON at all, undefined for what is none. */
export function readStatus(body: unknown): Report<StatusValues> {
  const read = reading()
  const fields = read.fields(body, ['state', 'levels'])
  if (fields === null) return { values: { state: null, levels: [] }, oddValues: read.oddValues }
  const state = read.value(fields, 'state', deviceState) ?? null
  const { levels: list } = fields
  if (!Array.isArray(list)) read.odd('levels', list, list === undefined ? 'missing' : 'notUnderstood')
  const levels = new Map<StorageId, ToldLevel>()
  for (const [index, each] of (Array.isArray(list) ? list : []).entries()) {
    const level = levelIn(read, each, `levels.${index}`)
    if (level) levels.set(level.storageId, level)
  }
  return { values: { state, levels: [...levels.values()] }, oddValues: read.oddValues }
}

export interface OutcomeValues {
  readonly containerId: ContainerId
  readonly outcome: Exclude<Outcome, 'pending'>
}

function givenVialsIn(read: Reading, { vials }: Fields): readonly GivenVial[] {
  if (vials === undefined) return []
  if (!Array.isArray(vials)) {
    read.odd('given.vials', vials, 'notUnderstood')
    return []
  }
  return vials.slice(0, vialsPerProcedure).flatMap((each: unknown, index) => {
    const { data } = givenVial.safeParse(each)
    if (data) return [{ ...data, containerId: containerId(data.containerId) }]
    read.odd(`given.vials.${index}`, each, 'notUnderstood')
    return []
  })
}

/** What the report is about, as the device was given it. Null: it does not say, as older ones, or its digest is none. */
function givenIn(read: Reading, fields: Fields | null): Given | null {
  const given = fields !== null && Object.hasOwn(fields, 'given') ? fields.given : undefined
  if (given === undefined) return null
  if (typeof given === 'string') {
    const digest = read.value({ given }, 'given', givenDigest)
    return digest === undefined ? null : { digest, type: null, subjectCode: null, createdAt: null, vials: [] }
  }
  const where = 'given'
  const told = read.fields(given, ['digest', 'type', 'subjectCode', 'createdAt', 'vials'], where)
  const digest = told && read.value(told, 'digest', givenDigest, { where })
  if (told === null || digest == null) return null
  const text = (name: keyof typeof givenFields) =>
    told[name] === undefined ? null : (read.value(told, name, givenFields[name], { where }) ?? null)
  return {
    digest,
    type: text('type'),
    subjectCode: text('subjectCode'),
    createdAt: text('createdAt'),
    vials: givenVialsIn(read, told),
  }
}

/** A report on a procedure, with what it is about. */
export interface ProcedureReport<Values> extends Report<Values> {
  readonly given: Given | null
}

/** `POST /procedures/{id}/start` and `/complete`: the path says all, so whatever else is in the body is nobody's. */
export function readStep(body: unknown): ProcedureReport<object> {
  const read = reading()
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const given = givenIn(read, isObject ? { ...body } : null)
  return { values: {}, given, oddValues: read.oddValues }
}

/** `POST /procedures/{id}/outcomes`. Null values: there is nothing to go by. */
export function readOutcome(body: unknown): ProcedureReport<OutcomeValues | null> {
  const read = reading()
  const fields = read.fields(body, ['containerId', 'outcome', 'given'])
  const vial = fields && read.value(fields, 'containerId', outcomeRequest.shape.containerId)
  const outcome = fields && read.value(fields, 'outcome', deviceOutcome)
  const values = vial == null || outcome == null ? null : { containerId: containerId(vial), outcome }
  return { values, given: givenIn(read, fields), oddValues: read.oddValues }
}

/** `POST /procedures/{id}/fail`. A reason that is too long, or has characters that nobody can read, is shortened to what can be kept. */
export function readFailure(body: unknown): ProcedureReport<{ readonly reason: string } | null> {
  const read = reading()
  const fields = read.fields(body, ['reason', 'given'])
  const given = givenIn(read, fields)
  if (fields === null) return { values: null, given, oddValues: read.oddValues }
  const { reason } = fields
  const readable = typeof reason === 'string' ? cut(reason.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim(), 500).trim() : ''
  if (readable !== '') {
    if (!failRequest.shape.reason.safeParse(reason).success) read.odd('reason', reason, 'notUnderstood')
    return { values: { reason: readable }, given, oddValues: read.oddValues }
  }
  read.value(fields, 'reason', failRequest.shape.reason)
  return { values: null, given, oddValues: read.oddValues }
}

export interface RefillStart {
  readonly storageId: StorageId
  /** null: the gauge says nothing that can be so. */
  readonly levelPercent: number | null
}

/** `POST /refills`. Null values: it names no tank. */
export function readRefillStart(body: unknown): Report<RefillStart | null> {
  const read = reading()
  const fields = read.fields(body, ['storageId', 'levelPercent'])
  if (fields === null) return { values: null, oddValues: read.oddValues }
  const id = read.value(fields, 'storageId', tankNumber)
  const tank = id === undefined ? null : storageId(id)
  const levelPercent = read.value(fields, 'levelPercent', percent, { tank }) ?? null
  return { values: tank === null ? null : { storageId: tank, levelPercent }, oddValues: read.oddValues }
}

export interface RefillProgress {
  readonly levelPercent: number | null
  readonly litresAdded: number | null
}

/** `POST /procedures/{id}/refill`: each of the two counts without the other. */
export function readRefillProgress(body: unknown): ProcedureReport<RefillProgress> {
  const read = reading()
  const fields = read.fields(body, ['levelPercent', 'litresAdded', 'given'])
  const given = givenIn(read, fields)
  if (fields === null) return { values: { levelPercent: null, litresAdded: null }, given, oddValues: read.oddValues }
  const levelPercent = read.value(fields, 'levelPercent', percent) ?? null
  const litresAdded = read.value(fields, 'litresAdded', litres) ?? null
  return { values: { levelPercent, litresAdded }, given, oddValues: read.oddValues }
}
