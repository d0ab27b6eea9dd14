// How a bench names, in its requests, rows of the feed that it has heard of: central compares them with its own history.
import { z } from 'zod'

export interface FeedPosition {
  readonly epoch: string
  readonly n: number
  /** Of row `n`, as central gave it. */
  readonly digest?: string | undefined
}

/** Rows of one history. */
export interface KnownHistory {
  readonly epoch: string
  readonly rows: readonly Omit<FeedPosition, 'epoch'>[]
}

/** A bench has at most as many requests under way, and each can have told it of a row. */
const mostKnown = 8

function positionOf(text: string): FeedPosition | undefined {
  const [, epoch, n] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text) ?? []
  return epoch === undefined || n === undefined ? undefined : { epoch, n: Number(n) }
}

function historyOf(text: string): KnownHistory | undefined {
  const [, epoch, list = ''] = /^([\w-]{1,64}):([\da-f:,]{1,400})$/.exec(text) ?? []
  const rows = list.split(',').map((row) => /^(\d{1,15})(?::([0-9a-f]{16}))?$/.exec(row))
  if (epoch === undefined || rows.length > mostKnown || rows.includes(null)) return undefined
  return { epoch, rows: rows.map((row) => ({ n: Number(row?.[1]), digest: row?.[2] })) }
}

/** `<epoch>:<n>` */
export const feedPosition = z.string().transform((text, context): FeedPosition => {
  const position = positionOf(text)
  if (!position) context.addIssue('must be <epoch>:<n>')
  return position ?? z.NEVER
})

/** `<epoch>:<row>[,<row>…]`, each row `<n>[:<digest>]`. */
export const knownHistory = z.string().transform((text, context): KnownHistory => {
  const history = historyOf(text)
  if (!history) context.addIssue('must be <epoch>:<n>:<digest>, perhaps more rows behind commas')
  return history ?? z.NEVER
})
