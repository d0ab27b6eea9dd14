import { createTheme } from '@mantine/core'

/** Mantine's side of the theme: behaviour only. Colours, type and space are in tokens.css, mapped by mantine.css. */
export const theme = createTheme({
  fontFamily: 'var(--face)',
  fontFamilyMonospace: 'var(--face-identifier)',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // lockScroll would make react-remove-scroll write a <style> tag, which the content policy forbids; the page never scrolls anyway.
    ModalRoot: {
      defaultProps: { lockScroll: false, transitionProps: { transition: 'fade', duration: 120 } },
    },
  },
})
