/** The page's own background, `--page` in src/renderer/ui/theme/tokens.css: nothing flashes before its first frame. */
export const background = { light: '#f2f6f8', dark: '#0c1419' }
