// One file of code, and with it one of styles, for all that the window loads before its first frame: every file costs a way through the
// main process, which has enough to do during a cold start.

/** @typedef {{ getModuleInfo(id: string): { isEntry: boolean, importers: readonly string[] } | null }} Context */

/**
 * Names the chunk of a module: `first` if the entry needs it at once, null (the bundler decides) if it comes by a dynamic import only.
 * @returns {(id: string, context: Context) => string | null}
 */
export function firstScreenChunk() {
  /** @type {Set<string>} */
  const first = new Set()
  /** @param {string} id @param {Context} context @param {Set<string>} asked @returns {boolean} */
  const isFirst = (id, context, asked) => {
    if (first.has(id)) return true
    if (asked.has(id)) return false
    asked.add(id)
    const info = context.getModuleInfo(id)
    if (info === null || !(info.isEntry || info.importers.some((importer) => isFirst(importer, context, asked))))
      return false
    first.add(id)
    return true
  }
  return (id, context) => (isFirst(id, context, new Set()) ? 'first' : null)
}
