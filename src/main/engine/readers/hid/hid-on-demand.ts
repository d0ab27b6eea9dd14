// The driver for USB readers, loaded when readers are first looked for: the window does not wait for its native module, and where
// the system lacks a library that it needs, everything but readers still works.
import { refused } from '../../../../shared/result'
import type { HidPort } from '../reader'

export function hidOnDemand(load: () => Promise<HidPort>): HidPort {
  let loading: Promise<HidPort> | null = null
  const loaded = () => {
    loading ??= load()
    return loading
  }
  return {
    async list() {
      try {
        return await (await loaded()).list()
      } catch (error) {
        return refused({ kind: 'listFailed', detail: String(error) })
      }
    },
    async open(path) {
      try {
        return await (await loaded()).open(path)
      } catch (error) {
        return refused({ kind: 'error', detail: String(error) })
      }
    },
  }
}
