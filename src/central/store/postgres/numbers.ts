// pg answers BIGINT as text.
import { type CustomTypesConfig, types } from 'pg'

const int8 = 20

/** A number that JavaScript would round would name another row. */
function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`The database has a number beyond 53 bits: ${text}`)
  return number
}

/** Ids, counts and times as numbers. */
export const asNumbers: CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? wholeNumber : types.getTypeParser(oid, format)),
}
