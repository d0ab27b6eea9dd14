import { Suspense, useEffect, useMemo, useState } from 'react'
import { changeLanguage } from '../i18n/i18n'
import { directionOf, type Language, languageOf, rememberedLanguage } from '../i18n/language'
import { useBench } from '../stores/snapshots'
import { useTypedRead } from '../stores/typed-read'
import { deferred } from '../ui/deferred'
import { AppearanceContext, useScheme } from '../ui/theme/appearance'
import { EngineDown } from './EngineDown'
import { Frame } from './Frame'
import { useFirstScreen } from './firstScreen'
import { later } from './later'
import { useKeyboard } from './useKeyboard'

const Notices = deferred(() => import('./Notices').then((module) => module.Notices))

const TypedReadNote = deferred(() => import('./TypedReadNote').then((module) => module.TypedReadNote))

const FirstRun = later(() => import('../features/first-run/FirstRun').then((module) => module.FirstRun))

/** The language in force: the settings', or until they are there the last start's. */
function useLanguage(): Language {
  const chosen = useBench()?.settings.language ?? rememberedLanguage(location.search)
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
  const bench = useBench()
  const language = useLanguage()
  const scheme = useScheme(bench?.settings.scheme ?? 'system')
  const direction = directionOf(language)
  const appearance = useMemo(() => ({ scheme, direction }), [scheme, direction])
  const isShown = useFirstScreen((state) => state.shown)
  const hasTypedRead = useTypedRead(({ read }) => read !== null)
  useKeyboard()
  return (
    <AppearanceContext value={appearance}>
      {bench?.firstRun ? (
        <Suspense fallback={null}>
          <FirstRun.Screen bench={bench} />
        </Suspense>
      ) : (
        <Frame />
      )}
      {hasTypedRead ? (
        <Suspense fallback={null}>
          <TypedReadNote.Screen />
        </Suspense>
      ) : null}
      <EngineDown />
      {isShown ? (
        <Suspense fallback={null}>
          <Notices.Screen />
        </Suspense>
      ) : null}
    </AppearanceContext>
  )
}
