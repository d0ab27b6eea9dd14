// Mantine without its run-time style tags, so that the window's content policy needs no 'unsafe-inline'.
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/VisuallyHidden.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Loader.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Notification.css'
import '@mantine/core/styles/SegmentedControl.css'
import '@mantine/core/styles/FloatingIndicator.css'
import '@mantine/core/styles/Slider.css'
import '@mantine/core/styles/Switch.css'
import '@mantine/notifications/styles.css'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './tokens.css'
import './mantine.css'
import './base.css'
import { DirectionProvider, type MantineColorSchemeManager, MantineProvider } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { theme } from './theme'

/** The scheme is the engine's to remember: the browser's storage is left alone. */
const noStorage: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}

interface Props {
  readonly scheme: 'system' | 'light' | 'dark'
  readonly direction: 'ltr' | 'rtl'
  readonly children: ReactNode
}

/** Theme, colour scheme and direction for everything inside. */
export function ThemeProvider({ scheme, direction, children }: Props) {
  const system = useColorScheme('light', { getInitialValueInEffect: false })
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        forceColorScheme={scheme === 'system' ? system : scheme}
        colorSchemeManager={noStorage}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        {children}
      </MantineProvider>
    </DirectionProvider>
  )
}
