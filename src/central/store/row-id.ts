/** The largest id of most tables. */
export const largestRowId = 2_147_483_647

/** Within the range of an id column. No row has another id, and PostgreSQL refuses to compare with one. */
export const isRowId = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= largestRowId

/** As `isRowId`, of subjects, containers and procedures. A larger one was rounded when it was read. */
export const isClockId = (value: number): boolean => Number.isSafeInteger(value) && value > 0

/** No row has a text with U+0000 or half a character: PostgreSQL refuses to compare with the one, and the other would become U+FFFD. */
export const isRowText = (value: string): boolean => !/[\0\p{Cs}]/u.test(value)

/** Whether all texts in JSON data are such. The JSON itself could be stored, but no single text of it, and nothing could be signed about it. */
export const isRowJson = (value: unknown): boolean =>
  !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value) ?? '')
