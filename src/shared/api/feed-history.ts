// How requests of a bench name a place in central's feed, and what the bench has followed of central's history: written by the bench, read by
// central.

export interface NamedRow {
  readonly n: number
  /** Of the row's content, as central gave it: tells it from the row that has its number in another history. */
  readonly digest?: string | undefined
}

export interface NamedHistory {
  readonly epoch: string
  readonly rows: readonly NamedRow[]
}

/** `<epoch>:<n>` */
export const positionText = ({ epoch, n }: { readonly epoch: string; readonly n: number }): string => `${epoch}:${n}`

/** Undefined for any other text. */
export function readPosition(text: string): { readonly epoch: string; readonly n: number } | undefined {
  const [, epoch, n] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text) ?? []
  return epoch === undefined || n === undefined ? undefined : { epoch, n: Number(n) }
}

/** A bench has as many requests under way at most, and each can have told it of a row. */
const mostRows = 8

/** `<epoch>:<row>[,<row>…]`, each row `<n>[:<digest>]`. */
export const historyText = ({ epoch, rows }: NamedHistory): string =>
  `${epoch}:${rows.map(({ n, digest }) => (digest === undefined ? `${n}` : `${n}:${digest}`)).join()}`

/** Undefined for any other text. */
export function readHistory(text: string): NamedHistory | undefined {
  const [, epoch, list = ''] = /^([\w-]{1,64}):([\da-f:,]{1,400})$/.exec(text) ?? []
  const rows = list.split(',').map((row) => /^(\d{1,15})(?::([0-9a-f]{16}))?$/.exec(row))
  if (epoch === undefined || rows.length > mostRows || rows.includes(null)) return undefined
  return { epoch, rows: rows.map((row) => ({ n: Number(row?.[1]), digest: row?.[2] })) }
}
