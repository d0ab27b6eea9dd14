import type { ComponentType } from 'react'
import { deferred } from '../ui/deferred'

/** A screen that a cold start does not show, and the components' theme, which it does not need either. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  deferred(async () => {
    // The theme's styles first: a screen's own come after them and may overrule them.
    const [{ themed }, Loaded] = await Promise.all([import('../ui/theme/themed'), load()])
    return themed(Loaded)
  })
