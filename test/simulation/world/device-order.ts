// What a storage device was given to do, and what it has said it did: heard on its way to central and back.
import type { HttpReply } from '../../../src/device-simulator/ports'
import type { Named, Shown } from '../checks/shown'

interface Work {
  readonly procedures: readonly {
    readonly id: number
    readonly subject: { readonly code: string } | null
    readonly vials: readonly { readonly containerId: number; readonly name: string }[]
  }[]
}

export class DeviceOrder {
  private readonly given = new Map<string, Named>()

  constructor(private readonly shown: Shown) {}

  /** A report that it sends: of the vial that it had in its gripper, whatever central has under that number by now. */
  says(url: string, body: string | undefined) {
    const procedure = /\/procedures\/(\d+)\/outcomes$/.exec(url)?.[1]
    if (procedure === undefined || body === undefined) return
    const { containerId }: { containerId: number } = JSON.parse(body)
    const named = this.given.get(`${procedure} ${containerId}`)
    if (named !== undefined) this.shown.moved(named)
  }

  hears(url: string, { status, text }: HttpReply): HttpReply {
    const isWork = new URL(url).pathname.endsWith('/device/work') && status === 200
    if (!isWork) return { status, text }
    const take = async () => {
      const reply = await text()
      this.take(reply)
      return reply
    }
    return { status, text: take }
  }

  private take(reply: string) {
    const { procedures }: Work = jsonOf(reply) ?? { procedures: [] }
    for (const { id, subject, vials } of procedures)
      for (const { containerId, name } of vials)
        this.given.set(`${id} ${containerId}`, { subject: subject?.code ?? '', vial: name })
  }
}

function jsonOf(text: string): Work | null {
  try {
    const work: Work = JSON.parse(text)
    return Array.isArray(work.procedures) ? work : null
  } catch {
    // Cut off on its way: the device can't read it either.
    return null
  }
}
