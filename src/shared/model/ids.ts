// Ids that look alike are branded, so that a procedure's id can't be passed where a vial's is meant.
declare const brand: unique symbol
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name }

export type OrganizationId = Branded<number, 'OrganizationId'>
export type FacilityId = Branded<number, 'FacilityId'>
export type SubjectId = Branded<number, 'SubjectId'>
/** A sample container: a vial or straw. */
export type ContainerId = Branded<number, 'ContainerId'>
export type ProcedureId = Branded<number, 'ProcedureId'>
/** A storage solution: a tank (dewar). */
export type StorageId = Branded<number, 'StorageId'>
export type DeviceId = Branded<number, 'DeviceId'>
export type BenchId = Branded<string, 'BenchId'>
export type PersonId = Branded<string, 'PersonId'>
/** UUIDv7; central remembers its answer under this key. */
export type IntentId = Branded<string, 'IntentId'>

export const organizationId = (value: number) => value as OrganizationId
export const facilityId = (value: number) => value as FacilityId
export const subjectId = (value: number) => value as SubjectId
export const containerId = (value: number) => value as ContainerId
export const procedureId = (value: number) => value as ProcedureId
export const storageId = (value: number) => value as StorageId
export const deviceId = (value: number) => value as DeviceId
export const benchId = (value: string) => value as BenchId
export const personId = (value: string) => value as PersonId
export const intentId = (value: string) => value as IntentId
