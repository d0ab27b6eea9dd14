import { createContext, useContext, useLayoutEffect, useSyncExternalStore } from 'react'

export interface Appearance {
  readonly scheme: 'light' | 'dark'
  readonly direction: 'ltr' | 'rtl'
}

export const AppearanceContext = createContext<Appearance>({ scheme: 'light', direction: 'ltr' })

/** The colours and the direction in force; plots on a canvas are drawn again when they change. */
export const useAppearance = (): Appearance => useContext(AppearanceContext)

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(changed: () => void): () => void {
  systemIsDark.addEventListener('change', changed)
  return () => systemIsDark.removeEventListener('change', changed)
}

/** Tells the page which of its two sets of colours is in force, before it is painted. */
export function useScheme(chosen: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  const system = useSyncExternalStore(subscribe, () => (systemIsDark.matches ? 'dark' : 'light'))
  const scheme = chosen === 'system' ? system : chosen
  useLayoutEffect(() => {
    document.documentElement.dataset.mantineColorScheme = scheme
  }, [scheme])
  return scheme
}
