import type { ComponentType } from 'react'
import { ThemeProvider } from './ThemeProvider'

/** The component with Mantine's theme around it. */
export const themed = <Props extends object>(Component: ComponentType<Props>): ComponentType<Props> =>
  function Themed(props: Props) {
    return (
      <ThemeProvider>
        <Component {...props} />
      </ThemeProvider>
    )
  }
