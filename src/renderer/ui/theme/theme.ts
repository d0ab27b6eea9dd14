import { createTheme, type MantineTransition } from '@mantine/core'

const transition: MantineTransition = 'fade'

/** Mantine's side of the theme: behaviour only. Colours, type and space are in tokens.css, mapped by mantine.css. */
export const theme = createTheme({
  fontFamily: 'var(--face)',
  fontFamilyMonospace: 'var(--face-identifier)',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: false,
  components: {
    // lockScroll would make react-remove-scroll write a <style> tag, which the content policy forbids; the page never scrolls anyway.
    Modal: {
      defaultProps: { lockScroll: false, centered: true, transitionProps: { transition: slide, duration: 120 } },
    },
    Menu: { defaultProps: { transitionProps: { transition: slide, duration: 120 }, shadow: 'none' } },
  },
})
