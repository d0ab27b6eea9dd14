/** Within the range of an id column; no row has any other id, and PostgreSQL refuses to compare with one. */
export const isRowId = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= 2_147_483_647
