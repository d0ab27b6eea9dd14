import type { PersonId } from './ids'

export type Role = 'staff' | 'supervisor'

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
}
