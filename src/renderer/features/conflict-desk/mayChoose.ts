import type { Person, Role } from '../../../shared/model/person'

export type MayChoose =
  | { readonly kind: 'may' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'onlySupervisor'; readonly supervisors: readonly string[] }

/** Whether this person may take this way out. Engine and central decide it again; this only spares a refusal. */
export function mayChoose(needs: Role, current: Person | null, available: readonly Person[]): MayChoose {
  if (current === null) return { kind: 'nobody' }
  if (needs === 'staff' || current.role === 'supervisor') return { kind: 'may' }
  const supervisors = available.filter(({ role }) => role === 'supervisor').map(({ name }) => name)
  return { kind: 'onlySupervisor', supervisors }
}
