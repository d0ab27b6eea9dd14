import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import rules, { centralRooms, engineRooms } from '../../../.dependency-cruiser.mjs'
import { type LayerViolation, layerViolations } from '../../../scripts/lib/layers.mjs'
import { root } from '../../../scripts/lib/paths.mjs'

/** The rule, the file that breaks it, and what that file imports. */
const FORBIDDEN: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['shared-is-plain', 'src/shared/a.ts', 'node:fs'],
  ['shared-is-plain', 'src/shared/b.ts', '../trust/plain'],
  ['trust-is-plain', 'src/trust/a.ts', 'node:fs'],
  ['platform-layer', 'src/platform/a.ts', '../trust/plain'],
  ['engine-layer', 'src/main/engine/devices/a.ts', '../../shell/plain'],
  ['shell-layer', 'src/main/shell/a.ts', '../engine/engine'],
  ['shell-layer', 'src/main/index.ts', './engine/engine'],
  ['command-line-layer', 'src/main/command-line/a.ts', '../shell/plain'],
  ['preload-layer', 'src/preload/a.ts', '../main/shell/plain'],
  ['renderer-layer', 'src/renderer/a.tsx', '../trust/plain'],
  ['central-layer', 'src/central/a.ts', '../main/engine/engine'],
  ['central-layer', 'src/central/b.ts', '../device-simulator/plain'],
  ['central-process-layer', 'src/central/process.ts', '../main/engine/engine'],
  ['shared-base', 'src/shared/result.ts', './views/plain'],
  ['shared-model', 'src/shared/model/a.ts', '../views/plain'],
  ['shared-codes', 'src/shared/codes/a.ts', '../views/plain'],
  ['shared-names', 'src/shared/names/a.ts', '../views/plain'],
  ['shared-rights', 'src/shared/rights.ts', './views/plain'],
  ['shared-procedure', 'src/shared/procedure/a.ts', '../acts/plain'],
  ['shared-enrolment', 'src/shared/enrolment/a.ts', '../views/plain'],
  ['shared-api', 'src/shared/api/a.ts', '../acts/plain'],
  ['shared-acts', 'src/shared/acts/a.ts', '../views/plain'],
  ['shared-views', 'src/shared/views/a.ts', '../ipc/contract'],
  ['shared-ipc', 'src/shared/ipc/a.ts', '../api/plain'],
  ['shared-shell-messages', 'src/shared/shell-messages.ts', './acts/plain'],
  ['central-schema', 'src/central/store/schema/a.ts', '../plain'],
  ['central-store', 'src/central/store/c.ts', '../domain/plain'],
  ['central-store-external', 'src/central/store/external/a.ts', '../postgres/plain'],
  ['central-migrations', 'src/central/store/migrations/a.ts', '../sqlite/plain'],
  ['central-sqlite', 'src/central/store/sqlite/a.ts', '../postgres/plain'],
  ['central-postgres', 'src/central/store/postgres/a.ts', '../sqlite/plain'],
  ['central-domain', 'src/central/domain/a.ts', './benches/plain'],
  ['central-benches', 'src/central/domain/benches/a.ts', '../../acts/plain'],
  ['central-clients', 'src/central/domain/clients/a.ts', '../../http/plain'],
  ['central-names', 'src/central/domain/names/a.ts', '../../http/plain'],
  ['central-feed', 'src/central/domain/feed/a.ts', '../benches/plain'],
  ['central-people', 'src/central/domain/people/a.ts', '../benches/plain'],
  ['central-subjects', 'src/central/domain/subjects/a.ts', '../procedures/plain'],
  ['central-procedures', 'src/central/domain/procedures/a.ts', '../devices/plain'],
  ['central-devices', 'src/central/domain/devices/a.ts', '../benches/plain'],
  ['central-restoration', 'src/central/domain/restoration/a.ts', '../devices/plain'],
  ['central-acts', 'src/central/acts/a.ts', '../http/plain'],
  ['central-http', 'src/central/http/a.ts', './bench/plain'],
  ['central-http-external', 'src/central/http/external/a.ts', '../bench/plain'],
  ['central-http-bench', 'src/central/http/bench/a.ts', '../external/plain'],
  ['central-http-device', 'src/central/http/device/a.ts', '../bench/plain'],
  ['central-sample', 'src/central/sample/a.ts', '../start/plain'],
  ['central-start', 'src/central/start/a.ts', '../cli/plain'],
  ['central-cli', 'src/central/cli/a.ts', '../plain'],
  ['device-simulator-layer', 'src/device-simulator/a.ts', '../central/plain'],
  ['electron-in-shell', 'src/main/engine/devices/b.ts', 'electron'],
  ['electron-in-shell', 'src/renderer/b.tsx', 'electron'],
  ['hid-in-one-place', 'src/main/engine/readers/manager.ts', 'node-hid'],
  ['sqlite-in-stores', 'src/main/engine/features/tagging/a.ts', 'better-sqlite3'],
  ['postgres-in-one-place', 'src/central/store/b.ts', 'pg'],
  ['renderer-has-no-node', 'src/renderer/c.tsx', 'node:fs'],
  ['connection-below-sync', 'src/main/engine/central/connection/a.ts', '../feed/plain'],
  ['connection-below-sync', 'src/main/engine/central/connection/b.ts', '../plain'],
  ['sync-parts-apart', 'src/main/engine/central/sending/a.ts', '../feed/plain'],
  ['sync-parts-apart', 'src/main/engine/central/enrolment/a.ts', '../plain'],
  ['features-apart', 'src/renderer/features/worklist/a.tsx', '../tagging/plain'],
  ['ui-without-domain', 'src/renderer/ui/a.tsx', '../features/tagging/plain'],
  ['product-without-tests', 'src/shared/c.ts', '../../test/support/plain'],
  ['no-circles', 'src/main/shell/circle.ts', './there-and-back'],
  ['resolvable', 'src/central/c.ts', './nowhere'],
  ['engine-in-rooms', 'src/main/engine/loose.ts', 'zod'],
  ['engine-in-rooms', 'src/main/engine/features/loose.ts', 'zod'],
  ['engine-in-rooms', 'src/main/engine/attic/a.ts', 'zod'],
  ['rooms-by-their-door', 'src/main/engine/compose.ts', './store/database'],
  ['contract-in-ipc', 'src/main/engine/devices/c.ts', '../../../shared/ipc/contract'],
  ['engine-storage', 'src/main/engine/storage/a.ts', '../people/plain'],
  ['engine-tagging', 'src/main/engine/features/tagging/b.ts', '../setup/plain'],
  ['no-folder-circles', 'src/renderer/parts/one/a.ts', '../two/there'],
  ['no-folder-circles', 'src/main/shell/whole.ts', './part/there'],
  // No arrow back up, from whichever room.
  ...engineRooms.map(
    ([room, folder]) =>
      [`engine-${room}`, `src/main/engine/${folder}up.ts`, `${folder.replaceAll(/[^/]+/g, '..')}engine`] as const,
  ),
]

const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['src/shared/ok.ts', 'zod'],
  ['src/trust/ok.ts', 'node:crypto'],
  ['src/main/engine/central/ok.ts', '../../../trust/plain'],
  ['src/main/engine/process.ts', './readers/plain'],
  ['src/main/engine/ipc/ok.ts', '../../../shared/ipc/contract'],
  ['src/main/engine/features/tagging/ok.ts', '../../storage/plain'],
  ['src/main/engine/store/ok.ts', 'better-sqlite3'],
  ['src/main/engine/readers/hid/ok.ts', 'node-hid'],
  ['src/main/engine/central/feed/ok.ts', './plain'],
  ['src/main/engine/central/sending/ok-too.ts', '../connection/plain'],
  ['src/main/engine/central/ok.ts', './feed/plain'],
  ['src/main/shell/ok.ts', 'electron'],
  ['src/main/shell/link.ts', '../../platform/plain'],
  ['src/preload/ok.ts', 'electron'],
  ['src/renderer/ok.tsx', 'react'],
  ['src/renderer/features/tagging/ok.tsx', './plain'],
  ['src/central/store/ok.ts', 'better-sqlite3'],
  ['src/central/store/postgres/ok.ts', 'pg'],
  ['src/central/ok.ts', 'uuid'],
  ['src/central/main.ts', './cli/plain'],
  ['src/central/cli/ok.ts', '../start/plain'],
  ['src/central/start/ok.ts', '../http/plain'],
  ['src/central/http/bench/ok.ts', '../../acts/plain'],
  ['src/central/domain/devices/ok.ts', '../procedures/plain'],
]

const PLAIN = [
  'src/trust/plain.ts',
  'src/main/shell/plain.ts',
  'src/main/engine/engine.ts',
  'src/main/engine/store/database.ts',
  'src/main/engine/store/room.ts',
  'src/main/engine/people/plain.ts',
  'src/main/engine/readers/plain.ts',
  'src/main/engine/storage/plain.ts',
  'src/main/engine/features/setup/plain.ts',
  'src/shared/ipc/contract.ts',
  ...['acts', 'api', 'views'].map((folder) => `src/shared/${folder}/plain.ts`),
  'src/main/engine/central/plain.ts',
  'src/main/engine/central/connection/plain.ts',
  'src/main/engine/central/feed/plain.ts',
  'src/platform/plain.ts',
  'src/device-simulator/plain.ts',
  'src/central/plain.ts',
  ...[
    'acts',
    'cli',
    'domain',
    'domain/benches',
    'domain/devices',
    'domain/procedures',
    'http',
    'http/bench',
    'http/external',
    'start',
    'store',
    'store/postgres',
    'store/sqlite',
  ].map((folder) => `src/central/${folder}/plain.ts`),
  'src/renderer/features/tagging/plain.tsx',
  'test/support/plain.ts',
]

/** A project of its own with these files in it, beside the plain ones. */
function project(files: readonly (readonly [file: string, text: string])[]): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-layers-'))
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  for (const [file, text] of [...PLAIN.map((plain) => [plain, 'export type Plain = number\n'] as const), ...files]) {
    const target = path.join(folder, file)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, text)
  }
  return folder
}

/** What the forbidden files come back by. */
const CIRCLES = [
  ['src/main/shell/there-and-back.ts', "export * from './circle'\n"],
  ['src/renderer/parts/two/there.ts', 'export type T = number\n'],
  ['src/renderer/parts/two/back.ts', "export * from '../one/other'\n"],
  ['src/renderer/parts/one/other.ts', 'export type T = number\n'],
  ['src/main/shell/part/there.ts', 'export type T = number\n'],
  ['src/main/shell/part/back.ts', "export * from '../whole'\n"],
] as const

describe('layer rules', () => {
  const folders: string[] = []
  let violations: readonly LayerViolation[] = []
  let ofAllowed: readonly LayerViolation[] = []

  beforeAll(async () => {
    const forbidden = FORBIDDEN.map(([, file, imported]) => {
      const element = file.endsWith('x') ? 'export const Screen = () => <b>{1}</b>\n' : ''
      return [file, `import type { T } from '${imported}'\n${element}export const f = (t: T): T => t\n`] as const
    })
    const allowed = ALLOWED.map(
      ([file, imported]) => [file, `import type * as it from '${imported}'\nexport type T = it.T\n`] as const,
    )
    // Apart, since a forbidden import makes a circle out of an allowed one.
    folders.push(project([...CIRCLES, ...forbidden]), project(allowed))
    const [broken = '', kept = ''] = folders
    violations = await layerViolations(broken)
    ofAllowed = await layerViolations(kept)
  }, 60_000)

  afterAll(() => {
    for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
  })

  it.each(FORBIDDEN)('%s: refuses %s importing %s', (rule, file) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule)
  })

  it.each(ALLOWED)('lets %s import %s', (file) => {
    expect(ofAllowed.filter(({ from }) => from === file)).toEqual([])
  })

  it('have each a row above', () => {
    const broken = new Set(FORBIDDEN.map(([rule]) => rule))
    expect((rules.forbidden ?? []).flatMap(({ name = '' }) => (broken.has(name) ? [] : [name]))).toEqual([])
  })

  it('know every folder of central as a room', () => {
    const files = fs.readdirSync(path.join(root, 'src/central'), { recursive: true, encoding: 'utf8' })
    const inRoom = (file: string) => centralRooms.some(([, room]) => new RegExp(`^${room}`).test(file))
    const strays = files
      .map((file) => file.split(path.sep).join('/'))
      .filter((file) => /\/.*\.ts$/.test(file) && !inRoom(file))
    expect(strays).toEqual([])
  })
})
