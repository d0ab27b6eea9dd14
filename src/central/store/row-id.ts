/** The largest id of most tables. */
export const largestRowId = 2_147_483_647

/** Within the range of an id column. No row has another id, and PostgreSQL refuses to compare with one. */
export const isRowId = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= largestRowId

/** As `isRowId`, of subjects, containers and procedures. A larger one was rounded when it was read. */
export const isClockId = (value: number): boolean => Number.isSafeInteger(value) && value > 0

/** Whether JSON has U+0000 in one of its strings. The JSON could be stored, but not that string. */
export const hasNul = (json: string): boolean => /(?<!\\)(?:\\\\)*\\u0000/.test(json)

/** No row has a text with U+0000 or half a character: PostgreSQL refuses to compare with the one, and the other would become U+FFFD. */
export const isRowText = (value: string): boolean => !/[\0\p{Cs}]/u.test(value)
