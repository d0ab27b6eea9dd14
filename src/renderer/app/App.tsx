import { Notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { changeLanguage } from '../i18n/i18n'
import { directionOf, type Language, languageOf } from '../i18n/language'
import { useBench } from '../stores/snapshots'
import { ThemeProvider } from '../ui/theme/ThemeProvider'
import { EngineDown } from './EngineDown'
import { Frame } from './Frame'
import { useKeyboard } from './useKeyboard'

/** The language in force: the settings', or the system's until they are there. */
function useLanguage(): Language {
  const chosen = useBench()?.settings.language ?? 'system'
  const language = languageOf(chosen, navigator.languages)
  const [shown, setShown] = useState(language)
  useEffect(() => {
    changeLanguage(language)
    setShown(language)
  }, [language])
  return shown
}

/** Theme, language and keys around the frame. */
export function App() {
  const language = useLanguage()
  const scheme = useBench()?.settings.scheme ?? 'system'
  useKeyboard()
  return (
    <ThemeProvider scheme={scheme} direction={directionOf(language)}>
      <Frame />
      <EngineDown />
      <Notifications position="top-center" limit={3} zIndex={1000} containerWidth={560} />
    </ThemeProvider>
  )
}
