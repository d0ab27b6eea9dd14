// Node's own fetch; where central's key is known, the one that insists on it, which a bench without TLS never loads.
import type { Fetch } from './fetch'

export const systemFetch: Fetch = async (url, init, pin = null) => {
  if (pin === null) return fetch(url, init)
  const { pinnedFetch } = await import('./pinned-fetch')
  return pinnedFetch(pin)(url, init)
}
