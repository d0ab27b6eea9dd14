// Dates, numbers and ages by Intl, in the language of the screen.
import { useMemo } from 'react'
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

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

/** Formatters for a locale; build once per language. */
export function formatFor(locale: string): Format {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const moment = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const litres = new Intl.NumberFormat(locale, { style: 'unit', unit: 'liter', maximumFractionDigits: 1 })
  const list = new Intl.ListFormat(locale)
  const units = new Map<string, Intl.NumberFormat>()
  const unitFormat = (unit: string) => {
    const known =
      units.get(unit) ??
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' })
    units.set(unit, known)
    return known
  }
  return {
    time: (at) => time.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    moment: (at) => moment.format(new Date(at)),
    dayMonth: (at) => dayMonth.format(new Date(at)),
    when: (at, nowMs) => (sameDay(new Date(at), new Date(nowMs)) ? time : moment).format(new Date(at)),
    number: (value) => number.format(value),
    percent: (value) => percent.format(value / 100),
    litres: (value) => litres.format(value),
    age(ms) {
      const { unit, value } = ageParts(ms)
      return unitFormat(unit).format(value)
    },
    clock: clockText,
    list: (values) => list.format(values),
  }
}

/** English as a laboratory outside the United States writes it: day before month, 24 hours. */
const localeOf = (language: string): string => (language === 'de' ? 'de' : 'en-GB')

/** The formatters of the screen's language. */
export function useFormat(): Format {
  const { i18n: current } = useTranslation(undefined, { i18n })
  return useMemo(() => formatFor(localeOf(current.language)), [current.language])
}
