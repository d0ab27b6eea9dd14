import { Notifications } from '@mantine/notifications'
import { ThemeProvider } from '../ui/theme/ThemeProvider'

/** What the bench tells in passing. One that comes before this is drawn waits for it. */
export const Notices = () => (
  <ThemeProvider>
    <Notifications position="top-center" limit={3} zIndex={1000} containerWidth={560} />
  </ThemeProvider>
)
