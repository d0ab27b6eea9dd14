// Kinds of columns in the first migration.
import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import { isSqlite } from '../../dialect'

export type Schema = Kysely<unknown>
type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder

export const required: Column = (column) => column.notNull()
export const counted: Column = (column) => column.notNull().defaultTo(1)
export const references =
  (target: string): Column =>
  (column) =>
    column.references(target)
export const belongsTo =
  (target: string): Column =>
  (column) =>
    column.notNull().references(target)

/** A key that the database numbers, from 1: the two databases write it differently. */
export const numbered =
  (db: Schema): Column =>
  (column) =>
    isSqlite(db) ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity()
