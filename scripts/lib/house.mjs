// The picture of the house in docs/architecture.md: made from the dependency rules, so that it shows what they allow and nothing else.
import fs from 'node:fs'
import { centralRooms, engineRooms } from '../../.dependency-cruiser.mjs'
import { inRoot } from './paths.mjs'

/** @typedef {import('../../.dependency-cruiser.mjs').Room} Room */

const page = inRoot('docs', 'architecture.md')

/** What stands between these marks of the page is made here. @param {string} name */
const block = (name) => new RegExp(`(<!-- ${name}: made from the rules -->\n)[^]*?(<!-- end of ${name} -->)`)

/** The page as the rules have it. @param {string} text */
export function withPictures(text) {
  return Object.entries({ engine: engineHouse(), central: centralHouse() }).reduce((page, [name, picture]) => {
    if (!block(name).test(page)) throw new Error(`docs/architecture.md has no place for the picture of ${name}`)
    return page.replace(block(name), (_, begin, end) => `${begin}\n${picture}\n\n${end}`)
  }, text)
}

export const architecturePage = () => fs.readFileSync(page, 'utf8')

export const writePictures = () => fs.writeFileSync(page, withPictures(architecturePage()))

function engineHouse() {
  const rows = engineRooms.map(
    ([room, folder, mayImport]) => `| \`${folder}\` | ${holds(room, folder)} | ${list(mayImport)} |`,
  )
  // Every room hands its requests and snapshots to ipc: that arrow is in the table only.
  const arrows = engineRooms.flatMap(([room, , mayImport]) =>
    mayImport.filter((name) => name !== 'ipc').map((name) => ({ from: room, to: name })),
  )
  return [flowchart(arrows), '', '| room | what it is for | may import |', '|---|---|---|', ...rows].join('\n')
}

/** The first sentence of the room's door says what the room is for. @param {string} room @param {string} folder */
function holds(room, folder) {
  if (room === 'ipc') return 'Requests and snapshots between the rooms and the screens.'
  const door = fs.readFileSync(inRoot('src', 'main', 'engine', ...folder.split('/').filter(Boolean), 'room.ts'), 'utf8')
  return (door.split('\n')[0] ?? '').replace(/^\/\/ /, '')
}

/** Central's rooms by their top folders; the rules hold within these too. */
function centralHouse() {
  const folderOf = new Map(centralRooms.map(([room, folder]) => [room, /^\(?(\w+)/.exec(folder)?.[1] ?? room]))
  const arrows = new Map()
  for (const [room, , mayImport] of centralRooms) {
    for (const other of mayImport) {
      const [from, to] = [folderOf.get(room), folderOf.get(other)]
      if (from !== to) arrows.set(`${from} ${to}`, { from, to })
    }
  }
  return flowchart([...arrows.values()])
}

/** @param {readonly { readonly from: string, readonly to: string }[]} arrows */
const flowchart = (arrows) =>
  ['```mermaid', 'flowchart TD', ...arrows.map(({ from, to }) => `  ${from} --> ${to}`), '```'].join('\n')

/** @param {readonly string[]} names */
const list = (names) => (names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', '))
