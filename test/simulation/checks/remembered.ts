// What benches have told a restored central, heard on its way: a vial that was moved in the lost time is held until somebody has looked, and
// what is not there any more is on the list of what was lost.
import type { Look } from '../world/watched-sqlite'
import { Violation } from '../world/world'

interface Procedure {
  readonly id: number
  readonly type: string
  readonly status: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly subject: { readonly code: string } | null
  readonly vials: readonly { readonly containerId: number; readonly name: string; readonly outcome: string }[]
}

/** Body of the request. */
export interface Told {
  readonly procedures: readonly Procedure[]
}

/** Body of the answer. */
export interface Taken {
  readonly restoration: { readonly from: string } | null
}

const isOver = (status: string) => ['COMPLETED', 'FAILED', 'CANCELLED'].includes(status)
const steps = ['PENDING', 'CREATED', 'IN_PROGRESS']
const stepOf = (status: string) => (isOver(status) ? steps.length : steps.indexOf(status))

export class Remembered {
  /** By container: only until central is restored once more, since all is told anew then. */
  private held = new Map<number, string>()
  private readonly procedures = new Map<string, Procedure>()

  take(look: Look, { procedures }: Told, { restoration }: Taken) {
    if (restoration === null) return
    for (const procedure of procedures) {
      if (procedure.updatedAt < restoration.from) continue
      this.procedures.set(`${procedure.id} ${procedure.createdAt}`, procedure)
      for (const vial of procedure.vials) this.hold(look, procedure, vial)
    }
  }

  restored() {
    this.held = new Map()
  }

  verified(container: number) {
    this.held.delete(container)
  }

  /** No device starts with such a vial, and no procedure takes it. */
  checkTaken(look: Look, procedure: number) {
    const vials = look.rows<{ container_id: number }>(
      'SELECT container_id FROM procedure_vials WHERE procedure_id = ?',
      procedure,
    )
    for (const { container_id } of vials) {
      const known = this.held.get(container_id)
      if (known !== undefined) throw new Violation(`Procedure ${procedure} goes on with vial ${container_id}: ${known}`)
    }
  }

  /** In the end: done after all, or on the list. */
  checkListed(look: Look) {
    for (const { id, createdAt, status, subject, type } of this.procedures.values()) {
      const atCentral = look.value<string>(
        'SELECT status FROM procedures WHERE id = ? AND created_at = ? AND type = ?',
        id,
        createdAt,
        type,
      )
      if (atCentral !== undefined && stepOf(atCentral) >= stepOf(status)) continue
      const listed = look.value<number>(
        `SELECT count(*) FROM losses WHERE json_extract(body, '$.kind') = 'procedure'
           AND json_extract(body, '$.procedureId') = ? AND json_extract(body, '$.createdAt') = ?`,
        id,
        createdAt,
      )
      if (listed === 0)
        throw new Violation(
          `${type} ${id} of ${subject?.code} was ${status}, a bench has told so, central has ${atCentral ?? 'nothing'}, and no list names it`,
        )
    }
  }

  private hold(look: Look, { subject, type }: Procedure, { containerId, name, outcome }: Procedure['vials'][number]) {
    if (outcome !== 'done' || subject === null) return
    const [found] = look.rows<{ stored_at: string | null }>(
      `SELECT c.stored_at FROM containers c JOIN subjects s ON s.id = c.subject_id
         WHERE c.id = ? AND c.name = ? AND s.code = ?`,
      containerId,
      name,
      subject.code,
    )
    if (found === undefined) return
    const isStored = found.stored_at !== null
    if (isStored === (type === 'STORE')) return
    this.held.set(containerId, type === 'STORE' ? 'it lies in its tank' : 'it was handed out')
  }
}
