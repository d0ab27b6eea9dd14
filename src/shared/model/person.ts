import type { PersonId } from './ids'

/** From the fewest rights to the most; what each may do is in `../rights.ts`. */
export const roles = ['staff', 'supervisor'] as const
export type Role = (typeof roles)[number]

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
}
