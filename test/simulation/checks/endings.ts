// When everything has come to rest: nothing waits, nothing is lost or done twice, and both sides have the same chains.
import { intentHash, verifyHash } from '../../../src/trust'
import type { Look } from '../world/watched-sqlite'
import { Violation, type World } from '../world/world'
import { isOnProcedure } from './central'
import { isThereOrListed, nameOf } from './earlier-names'

interface OutboxRow {
  readonly intent_id: string
  readonly bench_id: string
  readonly bench_seq: number
  readonly state: string
  readonly superseded_by: string | null
  readonly kind: string
  readonly body: string
  readonly hash: string
  readonly prev_hash: string
  readonly signature: string
}

/** Each scan that a person saw saved has come to one end: done at central once, or refused and shown. */
export function checkScans(world: World): void {
  const { look } = world.central.now
  const answerTo = (id: string) => look.value<string>('SELECT result FROM intents WHERE intent_id = ?', id)
  const effectsOf = (id: string) => look.value<number>('SELECT count(*) FROM procedure_events WHERE intent_id = ?', id)
  for (const bench of world.benches) {
    const own = bench.now?.look
    if (own === undefined) continue
    for (const row of outboxOf(own)) {
      if (row.state === 'queued' || row.state === 'sending')
        throw new Violation(`${bench.name}: ${row.kind} ${row.bench_seq} still waits`)
      const answer = answerTo(row.intent_id)
      const isLost = row.state === 'accepted' && answer !== 'accepted'
      if (isLost && row.bench_id !== nameOf(own) && isThereOrListed(look, row)) continue
      if (isLost) {
        throw new Violation(
          `${bench.name}: ${row.kind} ${row.bench_seq} counts as accepted, and central has it as ${answer ?? 'never seen'}`,
        )
      }
      if (row.state === 'accepted' && isOnProcedure(row.kind) && effectsOf(row.intent_id) !== 1) {
        throw new Violation(`${bench.name}: ${row.kind} ${row.bench_seq} was applied ${effectsOf(row.intent_id)} times`)
      }
      // A bench that was enrolled anew by a code has nobody to ask what became of its earlier name's work.
      const isAskedFor = row.superseded_by === null || !world.plan.acts.some(({ act }) => act.kind === 'revokeBench')
      if (row.state !== 'accepted' && isAskedFor && answer === 'accepted') {
        throw new Violation(
          `${bench.name}: ${row.kind} ${row.bench_seq} counts as ${row.state}, and central has done it`,
        )
      }
    }
  }
  const [lost] = world.acknowledged.lost()
  if (lost !== undefined)
    throw new Violation(`${lost.bench.name} said that ${lost.tag} was saved, and does not have it`)
}

const outboxOf = (look: Look) =>
  look.rows<OutboxRow>(
    'SELECT intent_id, bench_id, bench_seq, state, superseded_by, kind, body, hash, prev_hash, signature FROM outbox ORDER BY position',
  )

interface StoredIntent {
  readonly bench_id: string
  readonly bench_seq: number
  readonly hash: string
  readonly envelope: string
  readonly public_key: string
}

/** Both ends of each chain agree, and every link was signed by its bench. */
export function checkChains(world: World): void {
  const { look } = world.central.now
  const rows = look.rows<StoredIntent>(
    'SELECT i.bench_id, i.bench_seq, i.hash, i.envelope, b.public_key FROM intents i JOIN benches b ON b.id = i.bench_id',
  )
  const central = new Map<string, StoredIntent>()
  for (const row of rows) {
    const { prevHash, signature, ...rest }: { prevHash: string; signature: string } = JSON.parse(row.envelope)
    if (intentHash(prevHash, { ...rest, prevHash }) !== row.hash || !verifyHash(row.public_key, row.hash, signature)) {
      throw new Violation(`Central has ${row.bench_id} ${row.bench_seq} with a wrong signature`)
    }
    central.set(`${row.bench_id} ${row.bench_seq}`, row)
  }
  for (const bench of world.benches) {
    const own = bench.now?.look
    if (own === undefined) continue
    for (const row of outboxOf(own)) {
      const known = central.get(`${row.bench_id} ${row.bench_seq}`)
      // What an older disk image numbered a second time was signed anew, and never reached central under this number.
      if (row.superseded_by !== null) continue
      if (known !== undefined && known.hash !== row.hash) {
        throw new Violation(`${bench.name} and central know another ${row.bench_id} ${row.bench_seq}`)
      }
    }
  }
}

/**
 * Central can account for each number of each name that a bench has had: it knows it, or the bench has it as taken over by another act,
 * as decided, or as open at its conflict desk.
 */
export async function checkNumbers(world: World): Promise<void> {
  const unknown = new Map<string, Numbered>()
  const highest = new Map<string, number>()
  const reach = (benchId: string, seq: number) => highest.set(benchId, Math.max(highest.get(benchId) ?? 0, seq))
  for (const bench of world.remaining) {
    const shown = await bench.now?.window.request('conflicts/get', undefined)
    if (bench.now === null || !shown?.ok) throw new Violation(`${bench.name} does not show its conflicts`)
    const open = shown.value.open.flatMap(({ id, bench: { behind } }) => [
      id,
      ...behind.map(({ intentId }) => intentId),
    ])
    const name = nameOf(bench.now.look)
    for (const row of numbersOf(bench.now.look)) {
      reach(row.bench_id, row.bench_seq)
      const isOpen = open.some((id) => id === row.intent_id)
      unknown.set(`${row.bench_id} ${row.bench_seq}`, { ...row, isOpen, isFormer: row.bench_id !== name })
    }
  }
  const known = new Set<string>()
  for (const { bench_id, bench_seq } of world.central.now.look.rows<StoredNumber>(
    'SELECT bench_id, bench_seq FROM intents',
  )) {
    reach(bench_id, bench_seq)
    known.add(`${bench_id} ${bench_seq}`)
  }
  const look = world.central.now.look
  const gone = new Set(world.benches.flatMap(({ namesOfGone }) => namesOfGone))
  for (const [benchId, last] of highest) {
    if (gone.has(benchId)) continue
    for (let seq = 1; seq <= last; seq++) {
      const row = unknown.get(`${benchId} ${seq}`)
      if (known.has(`${benchId} ${seq}`) || (row !== undefined && isAccountedFor(row))) continue
      if (row?.state === 'accepted' && row.isFormer && isThereOrListed(look, row)) continue
      throw new Violation(
        `${seq} of 1 to ${last} of ${benchId} is not at central, and ${row === undefined ? 'on no disk' : `is ${row.state}`}`,
      )
    }
  }
}

interface StoredNumber {
  readonly bench_id: string
  readonly bench_seq: number
}

interface Numbered extends StoredNumber {
  readonly intent_id: string
  readonly state: string
  readonly kind: string
  readonly body: string
  /** The act that stands for this one, if any does. */
  readonly by: string | null
  readonly by_kind: string | null
  readonly by_body: string | null
  readonly isOpen: boolean
  /** Done under an earlier name. */
  readonly isFormer: boolean
}

const numbersOf = (look: Look) =>
  look.rows<Omit<Numbered, 'isOpen' | 'isFormer'>>(
    `SELECT o.intent_id, o.bench_id, o.bench_seq, o.state, o.kind, o.body, r.intent_id AS 'by', r.kind AS by_kind, r.body AS by_body
       FROM outbox o LEFT JOIN outbox r ON r.intent_id = o.superseded_by`,
  )

/** Signed anew it asks for the same; a decision names what it ends. */
function isAccountedFor({ intent_id, isOpen, body, by, by_kind, by_body }: Numbered): boolean {
  if (by === null || by_body === null) return isOpen
  if (by_body === body) return true
  if (by_kind !== 'conflict.resolve') return false
  const { covers, withdrawn }: { covers: readonly string[]; withdrawn: readonly string[] } = JSON.parse(by_body)
  return covers.includes(intent_id) || withdrawn.includes(intent_id)
}

/**
 * One place, one vial: what procedures plan and what tanks hold is what the table of places says. A vial that a device has stored, and that
 * somebody then found outside, is where the person says.
 */
export function checkPlaces(world: World): void {
  const [wrong] = world.central.now.look.rows<{ container_id: number }>(
    `SELECT v.container_id FROM procedure_vials v JOIN procedures p ON p.id = v.procedure_id
       LEFT JOIN places pl ON pl.container_id = v.container_id
       WHERE p.type = 'STORE' AND p.status IN ('PENDING', 'CREATED', 'IN_PROGRESS') AND v.place IS NOT NULL
         AND (v.outcome = 'pending' OR (v.outcome = 'done' AND NOT EXISTS (
           SELECT 1 FROM intents i WHERE i.result = 'accepted' AND i.envelope ->> '$.body.kind' = 'vial.verify'
             AND i.envelope ->> '$.body.containerId' = v.container_id AND i.envelope ->> '$.body.found.kind' = 'out')))
         AND (pl.container_id IS NULL OR pl.position <> json_extract(v.place, '$.position') OR pl.cane <> json_extract(v.place, '$.cane'))`,
  )
  if (wrong !== undefined)
    throw new Violation(`Vial ${wrong.container_id} has a place that the table of places does not know`)
}
