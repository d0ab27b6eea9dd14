// The layers of the architecture: who may import whom. A path is relative to the project.
// How to add a rule: one row below, one row in test/unit/scripts/layers.test.ts that breaks it, `npm run check`.
// How to add a room to the engine: one row in `engineRooms`, a file room.ts in its folder, one line in compose.ts.

const electron = '^electron($|/)|node_modules/electron/'

/**
 * A layer that may import only the named folders of src.
 * @param {string} name
 * @param {string} from
 * @param {string[]} mayImport
 */
const layer = (name, from, mayImport) => ({
  name,
  severity: /** @type {const} */ ('error'),
  comment: `${from} may import only ${mayImport.join(', ')}.`,
  from: { path: `^${from}` },
  to: { path: '^src/', pathNot: mayImport.map((folder) => `^${folder}`) },
})

/**
 * A package or folder that only the named folders may import.
 * @param {string} name
 * @param {string} comment
 * @param {string[]} only
 * @param {string} to
 */
const reserved = (name, comment, only, to) => ({
  name,
  severity: /** @type {const} */ ('error'),
  comment,
  from: { path: '^src/', pathNot: only.map((folder) => `^${folder}`) },
  to: { path: to },
})

/**
 * The rooms of a part of the house, bottom first: a folder or a folder's loose files, and the rooms that it may import beside itself. These
 * have to be above it in the table, so that no way leads round in a circle.
 * @typedef {readonly [room: string, path: string, mayImport: readonly string[]]} Room
 * @param {string} part
 * @param {string} folder
 * @param {readonly Room[]} rooms
 */
const roomRules = (part, folder, rooms) =>
  rooms.map(([room, path, mayImport], index) => {
    const above = new Map(rooms.slice(0, index).map(([name, where]) => [name, where]))
    const paths = mayImport.map((name) => {
      const where = above.get(name)
      if (where === undefined) throw new Error(`${room} may not import ${name}: it is not above it in the table`)
      return where
    })
    return {
      name: `${part}-${room}`,
      severity: /** @type {const} */ ('error'),
      comment: `${folder}${path} may import only these rooms of ${folder}: ${mayImport.join(', ') || 'none'}.`,
      from: { path: `^${folder}${path}` },
      to: { path: `^${folder}`, pathNot: [path, ...paths].map((each) => `^${folder}${each}`) },
    }
  })

/** What every process shares, from plain types to the contract of the screens. @type {readonly Room[]} */
export const sharedRooms = [
  ['base', '(assert-never|error-text|ports|redacted|result)\\.ts', []],
  ['names', 'names/', ['base']],
  ['model', 'model/', ['base']],
  ['codes', 'codes/', []],
  ['rights', 'rights\\.ts', ['model']],
  ['procedure', 'procedure/', ['base', 'model']],
  ['enrolment', 'enrolment/', ['base', 'model']],
  ['api', 'api/', ['base', 'names', 'model']],
  ['acts', 'acts/', ['base', 'model', 'rights', 'procedure', 'api']],
  ['views', 'views/', ['base', 'names', 'model', 'rights', 'procedure', 'enrolment', 'acts']],
  ['ipc', 'ipc/', ['base', 'model', 'enrolment', 'acts', 'views']],
  ['shell-messages', 'shell-messages\\.ts', ['model', 'enrolment', 'views']],
]

/** Its entries (main.ts, process.ts, embedded.ts) may import every room. @type {readonly Room[]} */
export const centralRooms = [
  ['schema', 'store/schema/', []],
  ['store', 'store/[^/]+\\.ts', ['schema']],
  ['store-external', 'store/external/', ['store']],
  ['migrations', 'store/migrations/', ['schema', 'store']],
  ['sqlite', 'store/sqlite/', ['schema', 'store', 'migrations']],
  ['postgres', 'store/postgres/', ['schema', 'store', 'migrations']],
  ['domain', 'domain/[^/]+\\.ts', ['store']],
  ['benches', 'domain/benches/', ['store', 'domain']],
  ['clients', 'domain/clients/', ['store', 'domain']],
  ['feed', 'domain/feed/', ['store', 'domain']],
  ['people', 'domain/people/', ['store', 'domain']],
  ['subjects', 'domain/subjects/', ['store', 'domain']],
  ['names', 'domain/names/', ['store']],
  ['procedures', 'domain/procedures/', ['store', 'domain', 'subjects']],
  ['restoration', 'domain/restoration/', ['store', 'domain', 'benches', 'feed', 'procedures']],
  ['devices', 'domain/devices/', ['store', 'domain', 'procedures', 'restoration']],
  ['acts', 'acts/', ['store', 'domain', 'benches', 'subjects', 'procedures', 'restoration']],
  ['http', 'http/[^/]+\\.ts', ['store', 'domain']],
  [
    'http-external',
    'http/external/',
    ['store', 'store-external', 'domain', 'clients', 'subjects', 'procedures', 'http'],
  ],
  ['http-bench', 'http/bench/', ['store', 'domain', 'benches', 'feed', 'restoration', 'acts', 'http']],
  ['http-device', 'http/device/', ['domain', 'devices', 'http']],
  ['sample', 'sample/', ['schema', 'store', 'domain', 'procedures', 'devices']],
  ['start', 'start/', ['store', 'sqlite', 'postgres', 'domain', 'benches', 'feed', 'people', 'http', 'sample']],
  ['cli', 'cli/', ['store', 'domain', 'benches', 'people', 'names', 'http', 'sample', 'start']],
]

/** The engine's rooms. Each hands compose.ts its room.ts; what it needs of a room that it may not import, it declares as a port. @type {readonly Room[]} */
export const engineRooms = [
  ['ipc', 'ipc/', []],
  ['store', 'store/', ['ipc']],
  ['readers', 'readers/', ['ipc']],
  ['people', 'people/', ['ipc', 'store']],
  ['procedures', 'procedures/', ['ipc', 'store']],
  ['central', 'central/', ['ipc', 'store']],
  ['storage', 'storage/', ['ipc', 'store', 'procedures']],
  ['devices', 'devices/', ['ipc', 'store']],
  ['program', 'program/', ['ipc', 'store']],
  ['frame', 'frame/', ['ipc', 'store']],
  ['health', 'health/', ['ipc', 'store']],
  ['setup', 'features/setup/', ['ipc']],
  ['tagging', 'features/tagging/', ['ipc', 'store', 'readers', 'procedures', 'storage']],
  ['approvals', 'features/approvals/', ['ipc', 'people', 'procedures']],
  ['making', 'features/making/', ['ipc', 'store', 'people', 'procedures']],
  ['attention', 'features/attention/', ['ipc', 'store', 'readers', 'people', 'storage']],
  ['conflicts', 'features/conflicts/', ['ipc', 'store', 'people', 'procedures', 'storage']],
]

/** What lies in the engine beside its rooms. */
export const engineFiles = ['process.ts', 'compose.ts', 'engine.ts']

/** Below these no two neighbours (folders, or a folder and a file beside it) import each other, also by way of others. */
export const withoutFolderCircles = [
  'src/shared/',
  'src/central/',
  'src/main/',
  'src/trust/',
  'src/platform/',
  'src/preload/',
  'src/renderer/',
  'src/device-simulator/',
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'shared-is-plain',
      severity: 'error',
      comment:
        "src/shared runs in every process: only itself, zod and Unicode's look-alikes, no Node, no DOM, no Electron.",
      from: { path: '^src/shared/' },
      to: { pathNot: ['^src/shared/', 'node_modules/(unhomoglyph|zod)/'] },
    },
    {
      name: 'trust-is-plain',
      severity: 'error',
      comment: 'src/trust is also built into verifiers: only shared, node:crypto and canonical JSON.',
      from: { path: '^src/trust/' },
      to: { pathNot: ['^src/shared/', '^src/trust/', '^(node:)?crypto$', 'node_modules/(canonicalize|zod)/'] },
    },
    layer('platform-layer', 'src/platform/', ['src/shared/', 'src/platform/']),
    layer('engine-layer', 'src/main/engine/', ['src/shared/', 'src/trust/', 'src/platform/', 'src/main/engine/']),
    ...roomRules('engine', 'src/main/engine/', engineRooms),
    {
      name: 'rooms-by-their-door',
      severity: 'error',
      comment: 'compose.ts joins rooms by what their room.ts hands out; how a room is furnished is its own affair.',
      from: { path: '^src/main/engine/compose\\.ts$' },
      to: { path: '^src/main/engine/(?!ipc/).+/', pathNot: '/room\\.ts$' },
    },
    reserved(
      'contract-in-ipc',
      'Only engine/ipc knows the contract; rooms take their types from shared/model and shared/views, their shape from ipc/room.ts.',
      ['src/shared/', 'src/preload/', 'src/renderer/', 'src/main/engine/ipc/'],
      '^src/shared/ipc/',
    ),
    layer('shell-layer', 'src/main/(shell/|index\\.ts)', [
      'src/shared/',
      'src/platform/',
      'src/main/shell/',
      // Loaded for a task without a window only.
      'src/main/command-line/run\\.ts',
    ]),
    layer('command-line-layer', 'src/main/command-line/', [
      'src/shared/',
      'src/trust/',
      'src/platform/',
      'src/main/engine/',
      'src/main/shell/(memory|tasks)\\.ts',
      'src/main/command-line/',
    ]),
    layer('preload-layer', 'src/preload/', ['src/shared/', 'src/preload/']),
    layer('renderer-layer', 'src/renderer/', ['src/shared/', 'src/renderer/']),
    layer('central-layer', 'src/central/(?!process\\.ts)', [
      'src/shared/',
      'src/trust/',
      'src/platform/',
      'src/central/',
    ]),
    // The one process of demo mode: central and a device beside it.
    layer('central-process-layer', 'src/central/process\\.ts', [
      'src/shared/',
      'src/trust/',
      'src/platform/',
      'src/central/',
      'src/device-simulator/',
    ]),
    ...roomRules('shared', 'src/shared/', sharedRooms),
    ...roomRules('central', 'src/central/', centralRooms),
    layer('device-simulator-layer', 'src/device-simulator/', ['src/shared/', 'src/platform/', 'src/device-simulator/']),
    reserved(
      'electron-in-shell',
      'Only the shell and the preload script know Electron; the engine also runs under plain Node.',
      ['src/main/shell/', 'src/main/index\\.ts', 'src/preload/'],
      electron,
    ),
    reserved(
      'hid-in-one-place',
      'Only src/main/engine/readers/hid imports node-hid; readers get a port.',
      ['src/main/engine/readers/hid/'],
      '^node-hid|node_modules/node-hid/',
    ),
    reserved(
      'sqlite-in-stores',
      'Only the stores import better-sqlite3; others get a repository.',
      ['src/main/engine/store/', 'src/central/store/'],
      '^better-sqlite3|node_modules/better-sqlite3/',
    ),
    reserved(
      'postgres-in-one-place',
      "Only central's store on PostgreSQL imports pg; whoever works on SQLite doesn't wait for it to load.",
      ['src/central/store/postgres/'],
      '^pg($|/)|node_modules/pg/',
    ),
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      comment: 'The renderer is sandboxed; what needs Node belongs to the engine.',
      from: { path: '^src/(renderer|preload)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'connection-below-sync',
      severity: 'error',
      comment: 'How central is called knows nothing of what it is called for: enrolment, feed, sending, session.',
      from: { path: '^src/main/engine/central/connection/' },
      to: { path: '^src/main/engine/central/', pathNot: '^src/main/engine/central/connection/' },
    },
    {
      name: 'sync-parts-apart',
      severity: 'error',
      comment: 'Enrolment, feed and sending know only the connection; what joins them stands beside their folders.',
      from: { path: '^src/main/engine/central/(enrolment|feed|sending)/' },
      to: { path: '^src/main/engine/central/', pathNot: '^src/main/engine/central/(connection|$1)/' },
    },
    {
      name: 'features-apart',
      severity: 'error',
      comment: 'Features of the renderer do not import each other; share through stores or ui.',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'ui-without-domain',
      severity: 'error',
      comment: 'src/renderer/ui has no domain words, so nothing of features or stores.',
      from: { path: '^src/renderer/ui/' },
      to: { path: '^src/renderer/(features|stores)/' },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      comment: 'The product imports no tests, benchmarks or scripts.',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Modules that import each other in a circle are one module, or hide a third.',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere could lead anywhere.',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: electron },
    },
  ],
}
