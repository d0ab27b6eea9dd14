// i18next with ICU messages. Both languages are in the bundle: a bench may be without a network at any time.
import { createInstance } from 'i18next'
import ICU from 'i18next-icu'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import de from './de.json'
import en from './en.json'
import { isolated } from './isolated'
import { directionOf, type Language } from './language'
import type { MessageKey, MessageValues, Translate } from './messages'
import { pseudoMessages } from './pseudo'
import { simpleMessage } from './simpleMessage'

export const i18n = createInstance()

/** Ready when it returns: everything it needs is in memory. */
export function startI18n(language: Language): void {
  void i18n
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      initAsync: false,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
      resources: { en: { translation: en }, de: { translation: de } },
    })
  addPseudo(language)
  tellDocument(language)
}

function addPseudo(language: Language): void {
  if (language !== 'en-XB' || i18n.hasResourceBundle('en-XB', 'translation')) return
  i18n.addResourceBundle('en-XB', 'translation', pseudoMessages(en))
}

function tellDocument(language: Language): void {
  if (typeof document === 'undefined') return
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

/** Shows everything in another language, at once. */
export function changeLanguage(language: Language): void {
  if (i18n.language === language) return
  addPseudo(language)
  tellDocument(language)
  void i18n.changeLanguage(language)
}

const noValues: MessageValues = {}

/** The text if it takes no ICU to read it: most don't, and its parser would hold up the first screen. */
function withoutIcu(key: MessageKey, values: MessageValues): string | null {
  const { language } = i18n
  if (language !== 'en' && language !== 'de') return null
  const text: unknown = i18n.getResource(language, 'translation', key)
  return typeof text === 'string' ? simpleMessage(text, values) : null
}

/** The translator of the screen's language; the component renders again when the language changes. */
export function useT(): Translate {
  const { t } = useTranslation(undefined, { i18n })
  return useMemo(
    (): Translate => (key, values) => {
      const shown = isolated(values ?? noValues)
      return withoutIcu(key, shown) ?? String(t(key, { ...shown }))
    },
    [t],
  )
}
