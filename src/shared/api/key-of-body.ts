// What an entity of central's feed is known by: its number, its tag, or its place.

const longest = 200

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isPart = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** The one or more fields that name it, as text; empty where none does. Of a body of any shape. */
export function keyOfBody(body: unknown): string {
  if (!isObject(body)) return ''
  const { id, tag, storageId, canister, cane } = body
  if (isPart(id)) return `${id}`.slice(0, longest)
  if (isPart(tag)) return `${tag}`.slice(0, longest)
  return [storageId, canister, cane].filter(isPart).join('/').slice(0, longest)
}
