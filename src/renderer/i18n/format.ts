// Dates, numbers and ages by Intl, in the language of the screen.
import { useTranslation } from 'react-i18next'
import { i18n } from './i18n'

type Moment = number | string

export interface Format {
  /** Clock time of today, e.g. 09:12. */
  time(at: Moment): string
  date(at: Moment): string
  /** Date and clock time. */
  moment(at: Moment): string
  /** Day and month, short, for an axis. */
  dayMonth(at: Moment): string
  /** Clock time if it is today, else with its date. */
  when(at: Moment, nowMs: number): string
  number(value: number): string
  /** `value` from 0 to 100. */
  percent(value: number): string
  litres(value: number): string
  /** A file's or disk's size in its largest fitting unit, e.g. 4.2 MB. */
  bytes(value: number): string
  /** A span of time in its largest fitting unit, e.g. 3 min; never negative. */
  age(ms: number): string
  /** A running time, e.g. 2:10 or 1:02:10. */
  clock(ms: number): string
  list(values: readonly string[]): string
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** The unit an age is told in, and how many of it. */
export function ageParts(ms: number): { readonly unit: 'second' | 'minute' | 'hour' | 'day'; readonly value: number } {
  const positive = Math.max(0, ms)
  if (positive < 10 * second) return { unit: 'second', value: Math.floor(positive / 100) / 10 }
  if (positive < minute) return { unit: 'second', value: Math.floor(positive / second) }
  if (positive < hour) return { unit: 'minute', value: Math.floor(positive / minute) }
  if (positive < 2 * day) return { unit: 'hour', value: Math.floor(positive / hour) }
  return { unit: 'day', value: Math.floor(positive / day) }
}

/** Minutes and seconds of a running time, hours in front if there are any. */
export function clockText(ms: number): string {
  const total = Math.max(0, Math.floor(ms / second))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`
}

/** The unit a size is told in, and how many of it. */
export function sizeParts(bytes: number): {
  readonly unit: 'kilobyte' | 'megabyte' | 'gigabyte'
  readonly value: number
} {
  if (bytes < 1e6) return { unit: 'kilobyte', value: Math.ceil(bytes / 1e3) }
  return bytes < 1e9 ? { unit: 'megabyte', value: bytes / 1e6 } : { unit: 'gigabyte', value: bytes / 1e9 }
}

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

/** Makes it when it is first wanted: each of Intl's formatters takes milliseconds to build. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | null = null
  return () => {
    made ??= make()
    return made
  }
}

/** Formatters for a locale; build once per language. */
export function formatFor(locale: string): Format {
  const dates = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(locale, options))
  const numbers = (options: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options))
  const unit = (name: string, unitDisplay: 'short' | 'long') => numbers({ style: 'unit', unit: name, unitDisplay })
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = dates(clock)
  const date = dates({ day: 'numeric', month: 'long', year: 'numeric' })
  const moment = dates({ day: 'numeric', month: 'short', ...clock })
  const dayMonth = dates({ day: 'numeric', month: 'short' })
  const number = numbers({})
  const percent = numbers({ style: 'percent', maximumFractionDigits: 0 })
  const tenths = numbers({ maximumFractionDigits: 1 })
  const size = (name: string) => numbers({ style: 'unit', unit: name, maximumFractionDigits: 1 })
  const sizes = { kilobyte: size('kilobyte'), megabyte: size('megabyte'), gigabyte: size('gigabyte') }
  const list = once(() => new Intl.ListFormat(locale))
  const ages = {
    second: unit('second', 'short'),
    minute: unit('minute', 'short'),
    hour: unit('hour', 'short'),
    day: unit('day', 'long'),
  }
  return {
    time: (at) => time().format(new Date(at)),
    date: (at) => date().format(new Date(at)),
    moment: (at) => moment().format(new Date(at)),
    dayMonth: (at) => dayMonth().format(new Date(at)),
    when: (at, nowMs) => (sameDay(new Date(at), new Date(nowMs)) ? time : moment)().format(new Date(at)),
    number: (value) => number().format(value),
    percent: (value) => percent().format(value / 100),
    // With a capital letter, as Intl has it for no language of ours: "99 l" reads as 991.
    litres: (value) => `${tenths().format(value)}\u00A0L`,
    bytes(value) {
      const { unit: name, value: shown } = sizeParts(value)
      return sizes[name]().format(shown)
    },
    age(ms) {
      const { unit: name, value } = ageParts(ms)
      return ages[name]().format(value)
    },
    clock: clockText,
    list: (values) => list().format(values),
  }
}

/** English as a laboratory outside the United States writes it: day before month, 24 hours. */
const localeOf = (language: string): string => (language === 'de' ? 'de' : 'en-GB')

const formats = new Map<string, Format>()

/** The same formatters for every component: a worklist has hundreds that tell an age. */
function sharedFormat(locale: string): Format {
  const format = formats.get(locale) ?? formatFor(locale)
  formats.set(locale, format)
  return format
}

/** The formatters of the screen's language. */
export function useFormat(): Format {
  const { i18n: current } = useTranslation(undefined, { i18n })
  return sharedFormat(localeOf(current.language))
}
