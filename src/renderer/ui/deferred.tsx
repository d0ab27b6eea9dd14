import { type ComponentType, lazy, useState } from 'react'

interface Deferred<Props extends object> {
  readonly Screen: ComponentType<Props>
  /** Fetches it ahead of its first use. */
  readonly fetch: () => Promise<void>
}

/**
 * A component whose code comes when it is first wanted. Once fetched it is drawn at once: React's own lazy components
 * suspend even then, and hold back what follows for up to 300 ms.
 */
export function deferred<Props extends object>(load: () => Promise<ComponentType<Props>>): Deferred<Props> {
  let here: ComponentType<Props> | null = null
  const take = async () => {
    here ??= await load()
    return { default: here }
  }
  const Lazy = lazy(take)
  return {
    Screen: function DeferredScreen(props: Props) {
      const [Component] = useState<ComponentType<Props>>(() => here ?? Lazy)
      return <Component {...props} />
    },
    fetch: async () => {
      await take()
    },
  }
}
