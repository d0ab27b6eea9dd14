// What must hold at central after each step: looked at row by row, as the rows come.
import { intentHash } from '../../../src/trust'
import type { Look } from '../world/watched-sqlite'
import { Violation, type World } from '../world/world'
import { checkShown, seeHouse } from './as-shown'
import { TagLedger, tagsAtCentral } from './tags'

interface FeedRow {
  readonly rowid: number
  readonly facility_id: number
  readonly n: number
  readonly entity: string
  readonly body: string
}
interface EventRow {
  readonly rowid: number
  readonly procedure_id: number
  readonly kind: string
  readonly body: string
  readonly actor: string
  readonly intent_id: string | null
}
interface IntentRow {
  readonly rowid: number
  readonly intent_id: string
  readonly bench_id: string
  readonly bench_seq: number
  readonly hash: string
  readonly envelope: string
  readonly result: string
}

interface Envelope {
  readonly prevHash: string
  readonly body: { readonly kind: string; readonly procedureId?: number; readonly containerId?: number }
}

/** From each state of a procedure, where it may go; the empty state is before there is one. */
const transitions: Readonly<Record<string, readonly string[]>> = {
  '': ['PENDING', 'IN_PROGRESS'],
  PENDING: ['PENDING', 'CREATED', 'CANCELLED'],
  CREATED: ['CREATED', 'IN_PROGRESS', 'CANCELLED'],
  IN_PROGRESS: ['IN_PROGRESS', 'COMPLETED', 'FAILED'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
}

/** Intents that leave an event at their procedure; the others change canes, or only record what a person decided. */
export const isOnProcedure = (kind: string): boolean => kind.startsWith('tag.') || kind.startsWith('procedure.')

export class CentralCheck {
  /** Of which return of an older database the positions are. */
  private restores = -1
  /** What a restored database brought with it was looked at before, when people had other rights. */
  private isOld = false
  private feedAt = 0
  private eventsAt = 0
  private intentsAt = 0
  private heads = new Map<number, number>()
  private statuses = new Map<number, string>()
  /** Of the house as it was built. */
  private firstTags: ReadonlyMap<string, number> | null = null
  private tags = new TagLedger(new Map())
  private appliedIntents = new Set<string>()
  /** The number of the latest intent of each bench for each procedure. */
  private latest = new Map<string, number>()
  private links = new Map<string, { readonly hash: string; readonly prevHash: string }>()

  constructor(private readonly world: World) {}

  /** Looks at what is new. A restored database is looked at from its beginning. */
  check() {
    const { central } = this.world
    if (!central.isUp) return
    const { look } = central.now
    if (this.restores !== central.restores) this.begin(look)
    this.isOld = this.restores !== central.restores
    this.restores = central.restores
    this.feed(look)
    this.events(look)
    this.intents(look)
  }

  private begin(look: Look) {
    this.world.remembered.restored()
    this.feedAt = 0
    this.eventsAt = 0
    this.intentsAt = 0
    this.statuses = new Map()
    this.appliedIntents = new Set()
    this.links = new Map()
    this.latest = new Map()
    this.heads = new Map(
      look
        .rows<{ facility_id: number; tail: number }>('SELECT facility_id, tail FROM feed_heads')
        .map((row) => [row.facility_id, row.tail]),
    )
    if (this.firstTags === null) seeHouse(look, this.world.shown)
    this.firstTags ??= tagsAtCentral(look)
    this.tags = new TagLedger(this.firstTags)
  }

  private feed(look: Look) {
    const rows = look.rows<FeedRow>('SELECT rowid, * FROM feed WHERE rowid > ? ORDER BY rowid', this.feedAt)
    for (const row of rows) {
      this.feedAt = row.rowid
      const expected = (this.heads.get(row.facility_id) ?? 0) + 1
      if (row.n !== expected)
        throw new Violation(`The feed of facility ${row.facility_id} has ${row.n} after ${expected - 1}`)
      this.heads.set(row.facility_id, row.n)
      if (row.entity !== 'procedure') continue
      const { id, statusName }: { id: number; statusName: string } = JSON.parse(row.body)
      const before = this.statuses.get(id) ?? ''
      if (before !== statusName && !transitions[before]?.includes(statusName)) {
        throw new Violation(`Procedure ${id} went from ${before || 'nothing'} to ${statusName}`)
      }
      this.statuses.set(id, statusName)
    }
    if (rows.length === 0) return
    const heads = look.rows<{ facility_id: number; head: number }>('SELECT facility_id, head FROM feed_heads')
    for (const { facility_id, head } of heads) {
      if (head !== this.heads.get(facility_id))
        throw new Violation(`The feed of facility ${facility_id} ends before its head`)
    }
  }

  private events(look: Look) {
    const rows = look.rows<EventRow>(
      'SELECT rowid, * FROM procedure_events WHERE rowid > ? ORDER BY rowid',
      this.eventsAt,
    )
    for (const row of rows) {
      this.eventsAt = row.rowid
      if (row.intent_id !== null) {
        if (this.appliedIntents.has(row.intent_id)) throw new Violation(`Intent ${row.intent_id} was applied twice`)
        this.appliedIntents.add(row.intent_id)
      }
      this.tags.take(row)
      checkShown(look, this.world.shown, row)
      if (!this.isOld && (row.kind === 'start' || row.kind === 'create'))
        this.world.remembered.checkTaken(look, row.procedure_id)
      if (this.isOld) continue
      if (row.kind === 'accept' || row.kind === 'cancel') this.approval(look, row)
    }
    if (rows.length > 0) this.tags.compare(look)
  }

  private approval(look: Look, row: EventRow) {
    const actor: { kind: string; personId?: string } = JSON.parse(row.actor)
    if (row.intent_id === null)
      throw new Violation(`Procedure ${row.procedure_id}: ${row.kind} without a signed intent`)
    const role = look.value<string>('SELECT role FROM people WHERE id = ?', actor.personId ?? '')
    if (role !== 'supervisor')
      throw new Violation(`Procedure ${row.procedure_id}: ${row.kind} by ${actor.personId}, who is ${role}`)
    const [people] = look.rows<{ requested_by: string | null; prepared_by: string | null }>(
      'SELECT requested_by, prepared_by FROM procedures WHERE id = ?',
      row.procedure_id,
    )
    const others = [people?.requested_by, people?.prepared_by].flatMap((text): { personId?: string }[] =>
      text ? [JSON.parse(text)] : [],
    )
    if (row.kind === 'accept' && others.some(({ personId }) => personId === actor.personId)) {
      throw new Violation(`Procedure ${row.procedure_id} was accepted by who had asked for it`)
    }
  }

  private intents(look: Look) {
    const rows = look.rows<IntentRow>('SELECT rowid, * FROM intents WHERE rowid > ? ORDER BY rowid', this.intentsAt)
    for (const row of rows) {
      this.intentsAt = row.rowid
      const envelope: Envelope = JSON.parse(row.envelope)
      if (intentHash(envelope.prevHash, envelope) !== row.hash)
        throw new Violation(`Intent ${row.intent_id} has another hash`)
      const changesProcedure = isOnProcedure(envelope.body.kind)
      const isApplied = this.appliedIntents.has(row.intent_id)
      // One that a procedure is open for is told to that procedure.
      const mayChange = envelope.body.kind === 'vial.verify' && row.result === 'accepted'
      if (!mayChange && isApplied !== (row.result === 'accepted' && changesProcedure)) {
        throw new Violation(
          `Intent ${row.intent_id} (${envelope.body.kind}) is ${row.result}, and was ${isApplied ? '' : 'not '}applied`,
        )
      }
      if (changesProcedure) this.order(row, envelope.body.procedureId ?? 0)
      if (envelope.body.kind === 'vial.verify' && row.result === 'accepted')
        this.world.remembered.verified(envelope.body.containerId ?? 0)
      const at = (seq: number) => this.links.get(`${row.bench_id} ${seq}`)
      const isLinked =
        (at(row.bench_seq - 1)?.hash ?? envelope.prevHash) === envelope.prevHash &&
        (at(row.bench_seq + 1)?.prevHash ?? row.hash) === row.hash
      if (!isLinked) throw new Violation(`The chain of ${row.bench_id} breaks at ${row.bench_seq}`)
      this.links.set(`${row.bench_id} ${row.bench_seq}`, { hash: row.hash, prevHash: envelope.prevHash })
    }
  }

  private order({ bench_id, bench_seq }: IntentRow, procedure: number) {
    const key = `${bench_id} ${procedure}`
    const before = this.latest.get(key) ?? 0
    if (bench_seq < before)
      throw new Violation(`Procedure ${procedure}: ${bench_seq} of ${bench_id} came after ${before}`)
    this.latest.set(key, bench_seq)
  }
}
