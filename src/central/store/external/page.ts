import { sql } from 'kysely'

export interface Window {
  readonly offset: number
  readonly limit: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly total: number
}

export const count = sql<number>`count(*)`.as('n')
