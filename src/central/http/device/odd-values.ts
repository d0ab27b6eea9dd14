// How a device is answered about what it reported that can't be so.
import type { OddValue } from '../../../shared/model/device'
import { HttpRefusal } from '../refusal'

/** Nothing in the report could be gone by. */
export const notReadable = (oddValues: readonly OddValue[]): HttpRefusal =>
  new HttpRefusal(
    'VALIDATION_ERROR',
    oddValues.map(({ where, why, told }) => `${where === '' ? 'the report' : where}: ${why} (${told})`).join('; '),
    { oddValues },
  )

/** An answer names what of the report was passed over; one to a report without fault is as it always was. */
export const withOddValues = <Answer extends object>(answer: Answer, oddValues: readonly OddValue[]) =>
  oddValues.length === 0 ? answer : { ...answer, oddValues }
