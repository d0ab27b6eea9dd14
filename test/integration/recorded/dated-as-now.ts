// What is answered otherwise than it was recorded, on purpose: the recorded acts claim a day of two years before what they are about was
// made. They are answered as ever, and dated by what they are about; a row's digest goes with its dates.
const claimed = '2024-01-15T10:20:00.000Z'
const aDigest = /^[0-9a-f]{16}$/

const isTime = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))

/** The recorded answer, with the dates that the act's own claim has no part in any more. All else stays as it was recorded. */
export function datedAsNow(recorded: unknown, now: unknown): unknown {
  if (recorded === claimed) return isTime(now) && now > claimed ? now : recorded
  if (Array.isArray(recorded)) {
    return recorded.map((each: unknown, index) => datedAsNow(each, Array.isArray(now) ? now[index] : undefined))
  }
  if (typeof recorded !== 'object' || recorded === null) return recorded
  const beside = typeof now === 'object' && now !== null ? new Map(Object.entries(now)) : new Map<string, unknown>()
  return Object.fromEntries(
    Object.entries(recorded).map(([name, value]) => {
      const theirs = beside.get(name)
      const isDigest = name === 'digest' && typeof theirs === 'string' && aDigest.test(theirs)
      return [name, isDigest ? theirs : datedAsNow(value, theirs)]
    }),
  )
}
