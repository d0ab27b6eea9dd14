// Rules between folders that dependency-cruiser can't say: its scope "folder" takes a folder and what lies inside of it for two.
import { engineFiles, engineRooms, withoutFolderCircles } from '../../.dependency-cruiser.mjs'

/**
 * @typedef {import('./layers.mjs').LayerViolation} LayerViolation
 * @typedef {{ from: string, to: string }} Import
 */

const engine = 'src/main/engine/'

/**
 * @param {readonly string[]} files
 * @param {readonly Import[]} imports among them
 * @returns {LayerViolation[]}
 */
export const folderViolations = (files, imports) => [...outsideOfRooms(files), ...folderCircles(files, imports)]

/**
 * @param {readonly string[]} files
 * @returns {LayerViolation[]}
 */
function outsideOfRooms(files) {
  return files
    .filter((file) => file.startsWith(engine))
    .filter((file) => !engineFiles.includes(file.slice(engine.length)))
    .filter((file) => !engineRooms.some(([, folder]) => file.startsWith(engine + folder)))
    .map((file) => ({
      rule: 'engine-in-rooms',
      from: file,
      to: '',
      why: `The engine is ${engineFiles.join(', ')} and its rooms: see engineRooms.`,
    }))
}

/**
 * @param {readonly string[]} files
 * @param {readonly Import[]} imports
 * @returns {LayerViolation[]}
 */
function folderCircles(files, imports) {
  const inside = imports.filter(({ from }) => withoutFolderCircles.some((folder) => from.startsWith(folder)))
  return foldersOf(files).flatMap((folder) => {
    const between = inside.flatMap(({ from, to }) => {
      if (!from.startsWith(folder) || !to.startsWith(folder)) return []
      const [one, other] = [childOf(folder, from), childOf(folder, to)]
      return one === other ? [] : [{ one, other, from, to }]
    })
    const reached = reachableFrom(between)
    // Two files that import each other are dependency-cruiser's part.
    return between
      .filter(({ one, other }) => (one.endsWith('/') || other.endsWith('/')) && reached.get(other)?.has(one))
      .map(({ one, other, from, to }) => ({
        rule: 'no-folder-circles',
        from,
        to,
        why: `${folder}: ${other} comes back to ${one}. Folders that import each other are one folder, or hide a third.`,
      }))
  })
}

/** @param {readonly string[]} files */
const foldersOf = (files) => [
  ...new Set(files.flatMap((file) => file.split('/').map((_, at, parts) => parts.slice(0, at).join('/').concat('/')))),
]

/**
 * The folder (with a slash at its end) or file directly in the folder.
 * @param {string} folder
 * @param {string} file
 */
const childOf = (folder, file) => /^[^/]+\/?/.exec(file.slice(folder.length))?.[0] ?? file

/**
 * @param {readonly { one: string, other: string }[]} between
 * @returns {Map<string, Set<string>>} whatever can be reached from each
 */
function reachableFrom(between) {
  /** @type {Map<string, Set<string>>} */
  const next = new Map()
  for (const { one, other } of between) next.set(one, (next.get(one) ?? new Set()).add(other))
  return new Map(
    [...next.keys()].map((start) => {
      const reached = new Set(next.get(start))
      for (const each of reached) for (const after of next.get(each) ?? []) reached.add(after)
      return [start, reached]
    }),
  )
}
