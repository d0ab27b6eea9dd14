// i18next with ICU messages. Both languages are in the bundle: a bench may be without a network at any time.
import { createInstance } from 'i18next'
import ICU from 'i18next-icu'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import de from './de.json'
import en from './en.json'
import { directionOf, type Language } from './language'
import type { MessageKey, Translate } from './messages'
import { pseudoMessages } from './pseudo'

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

/** What ICU would have to read: arguments, quotes, tags. */
const icuSigns = /[{}'<]/

/** The text if it stands in the language file as it is to be shown: most do, and parsing them would hold up the first screen. */
function plainText(key: MessageKey): string | null {
  const text: unknown = i18n.getResource(i18n.language, 'translation', key)
  return typeof text === 'string' && !icuSigns.test(text) ? text : null
}

/** The translator of the screen's language; the component renders again when the language changes. */
export function useT(): Translate {
  const { t } = useTranslation(undefined, { i18n })
  return useMemo((): Translate => (key, values) => plainText(key) ?? String(t(key, { ...values })), [t])
}
