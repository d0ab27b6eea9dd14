// Mantine without its run-time style tags, so that the window's content policy needs no 'unsafe-inline'. No part of the first screen:
// what is drawn with Mantine brings this provider with it.
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Loader.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Notification.css'
import '@mantine/core/styles/Slider.css'
import '@mantine/core/styles/Switch.css'
import '@mantine/notifications/styles.css'
import './mantine.css'
import { DirectionProvider, type MantineColorSchemeManager, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAppearance } from './appearance'
import { theme } from './theme'

/** The scheme is the engine's to remember: the browser's storage is left alone. */
const noStorage: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}

/** Theme, colour scheme and direction for the Mantine components inside. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const { scheme, direction } = useAppearance()
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        forceColorScheme={scheme}
        colorSchemeManager={noStorage}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        {children}
      </MantineProvider>
    </DirectionProvider>
  )
}
