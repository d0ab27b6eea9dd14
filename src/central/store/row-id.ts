/** Within the range of an id column. No row has another id, and PostgreSQL refuses to compare with one. */
export const isRowId = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= 2_147_483_647

/** Whether JSON has U+0000 in one of its strings. The JSON could be stored, but not that string. */
export const hasNul = (json: string): boolean => /(?<!\\)(?:\\\\)*\\u0000/.test(json)

/** No row has a text with U+0000 or half a character: PostgreSQL refuses to compare with the one, and the other would become U+FFFD. */
export const isRowText = (value: string): boolean => !/[\0\p{Cs}]/u.test(value)
