import './ui/theme/base-styles'
import './keyboard/first'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { useFirstScreen } from './app/firstScreen'
import { onceWorklistShown } from './app/onceWorklistShown'
import { fetchScreens } from './app/Screen'
import { ask } from './bridge'
import { startI18n } from './i18n/i18n'
import { languageOf, rememberedLanguage } from './i18n/language'
import { copyPlainNumbers } from './parts/procedureNumber'
import { wakeSound } from './sounds/player'
import { connect } from './stores/connect'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

copyPlainNumbers(document)
startI18n(languageOf(rememberedLanguage(location.search), navigator.languages))
const firstShown = new Promise<void>(onceWorklistShown)
connect(firstShown)
// Before the engine has answered, while its process comes up: letters, styles and code are warm when the cards come.
createRoot(root).render(<App />)
void firstShown.then(() => {
  void ask('bench/shown', undefined)
  useFirstScreen.setState({ shown: true })
  fetchScreens()
  // Last: it keeps the window from a touch for as long as the sound device takes to open.
  requestIdleCallback(wakeSound)
})
