import { useComputedColorScheme } from '@mantine/core'

/** The colour scheme in force; plots on a canvas are drawn again when it changes. */
export const useScheme = (): 'light' | 'dark' => useComputedColorScheme('light')
