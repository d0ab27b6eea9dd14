import type { Settings } from '../../shared/views/settings'

export type Language = Exclude<Settings['language'], 'system'>

/** The language to show: the chosen one, else the first of the system's that we speak, else English. */
export function languageOf(chosen: Settings['language'], system: readonly string[]): Language {
  if (chosen !== 'system') return chosen
  for (const tag of system) {
    const language = tag.toLowerCase().split('-')[0]
    if (language === 'de' || language === 'en') return language
  }
  return 'en'
}

/** What the shell remembers of the last start, from the page's address: shown until the engine has said what is set. */
export function rememberedLanguage(search: string): Settings['language'] {
  const language = new URLSearchParams(search).get('language')
  return language === 'en' || language === 'de' || language === 'en-XB' ? language : 'system'
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'en-XB' ? 'rtl' : 'ltr')
