// What the device was given to carry out, and how its reports name it.
import type { ContainerId } from '../shared/model/ids'
import type { Procedure } from '../shared/model/procedure'

export interface Order {
  readonly procedure: Procedure
  /** The digest of it. A central of before it tells none. */
  readonly digest: string | undefined
}

/** `given` of a report: the vial that it is about, none of them for a report on the whole procedure. */
export function named({ procedure, digest }: Order, concerned?: ContainerId): object {
  if (digest === undefined) return {}
  const vials = procedure.vials
    .filter(({ containerId }) => containerId === concerned)
    .map(({ containerId, name, tag, place }) => ({ containerId, name, tag, place }))
  const { typeName: type, subject, createdAt } = procedure
  return { given: { digest, type, subjectCode: subject?.code ?? null, createdAt, vials } }
}
