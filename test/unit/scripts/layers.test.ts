import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import rules, { centralRooms } from '../../../.dependency-cruiser.mjs'
import { type LayerViolation, layerViolations } from '../../../scripts/lib/layers.mjs'
import { root } from '../../../scripts/lib/paths.mjs'

/** The rule, the file that breaks it, and what that file imports. */
const FORBIDDEN: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['shared-is-plain', 'src/shared/a.ts', 'node:fs'],
  ['shared-is-plain', 'src/shared/b.ts', '../trust/plain'],
  ['trust-is-plain', 'src/trust/a.ts', 'node:fs'],
  ['platform-layer', 'src/platform/a.ts', '../trust/plain'],
  ['engine-layer', 'src/main/engine/a.ts', '../shell/plain'],
  ['shell-layer', 'src/main/shell/a.ts', '../engine/plain'],
  ['shell-layer', 'src/main/index.ts', './engine/plain'],
  ['command-line-layer', 'src/main/command-line/a.ts', '../shell/plain'],
  ['preload-layer', 'src/preload/a.ts', '../main/shell/plain'],
  ['renderer-layer', 'src/renderer/a.tsx', '../trust/plain'],
  ['central-layer', 'src/central/a.ts', '../main/engine/plain'],
  ['central-layer', 'src/central/b.ts', '../device-simulator/plain'],
  ['central-process-layer', 'src/central/process.ts', '../main/engine/plain'],
  ['central-schema', 'src/central/store/schema/a.ts', '../plain'],
  ['central-store', 'src/central/store/c.ts', '../domain/plain'],
  ['central-store-external', 'src/central/store/external/a.ts', '../postgres/plain'],
  ['central-migrations', 'src/central/store/migrations/a.ts', '../sqlite/plain'],
  ['central-sqlite', 'src/central/store/sqlite/a.ts', '../postgres/plain'],
  ['central-postgres', 'src/central/store/postgres/a.ts', '../sqlite/plain'],
  ['central-domain', 'src/central/domain/a.ts', './benches/plain'],
  ['central-benches', 'src/central/domain/benches/a.ts', '../../acts/plain'],
  ['central-clients', 'src/central/domain/clients/a.ts', '../../http/plain'],
  ['central-feed', 'src/central/domain/feed/a.ts', '../benches/plain'],
  ['central-people', 'src/central/domain/people/a.ts', '../benches/plain'],
  ['central-subjects', 'src/central/domain/subjects/a.ts', '../procedures/plain'],
  ['central-procedures', 'src/central/domain/procedures/a.ts', '../devices/plain'],
  ['central-devices', 'src/central/domain/devices/a.ts', '../benches/plain'],
  ['central-acts', 'src/central/acts/a.ts', '../http/plain'],
  ['central-http', 'src/central/http/a.ts', './bench/plain'],
  ['central-http-external', 'src/central/http/external/a.ts', '../bench/plain'],
  ['central-http-bench', 'src/central/http/bench/a.ts', '../external/plain'],
  ['central-http-device', 'src/central/http/device/a.ts', '../bench/plain'],
  ['central-sample', 'src/central/sample/a.ts', '../start/plain'],
  ['central-start', 'src/central/start/a.ts', '../cli/plain'],
  ['central-cli', 'src/central/cli/a.ts', '../plain'],
  ['device-simulator-layer', 'src/device-simulator/a.ts', '../central/plain'],
  ['electron-in-shell', 'src/main/engine/b.ts', 'electron'],
  ['electron-in-shell', 'src/renderer/b.tsx', 'electron'],
  ['hid-in-one-place', 'src/main/engine/readers/manager.ts', 'node-hid'],
  ['sqlite-in-stores', 'src/main/engine/features/tagging/a.ts', 'better-sqlite3'],
  ['postgres-in-one-place', 'src/central/store/b.ts', 'pg'],
  ['renderer-has-no-node', 'src/renderer/c.tsx', 'node:fs'],
  ['features-apart', 'src/renderer/features/worklist/a.tsx', '../tagging/plain'],
  ['ui-without-domain', 'src/renderer/ui/a.tsx', '../features/tagging/plain'],
  ['product-without-tests', 'src/shared/c.ts', '../../test/support/plain'],
  ['no-circles', 'src/main/shell/circle.ts', './there-and-back'],
  ['resolvable', 'src/central/c.ts', './nowhere'],
]

const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['src/shared/ok.ts', 'zod'],
  ['src/trust/ok.ts', 'node:crypto'],
  ['src/main/engine/ok.ts', '../../trust/plain'],
  ['src/main/engine/store/ok.ts', 'better-sqlite3'],
  ['src/main/engine/readers/hid/ok.ts', 'node-hid'],
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
  'src/main/engine/plain.ts',
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

describe('layer rules', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-layers-'))
  let violations: readonly LayerViolation[] = []

  const write = (file: string, text: string): void => {
    const target = path.join(folder, file)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, text)
  }

  beforeAll(async () => {
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
    for (const file of PLAIN) write(file, 'export type Plain = number\n')
    write('src/main/shell/there-and-back.ts', "export * from './circle'\n")
    for (const [file, imported] of ALLOWED)
      write(file, `import type * as it from '${imported}'\nexport type T = it.T\n`)
    for (const [, file, imported] of FORBIDDEN) {
      const element = file.endsWith('x') ? 'export const Screen = () => <b>{1}</b>\n' : ''
      write(file, `import type { T } from '${imported}'\n${element}export const f = (t: T): T => t\n`)
    }
    violations = await layerViolations(folder)
  }, 60_000)

  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

  it.each(FORBIDDEN)('%s: refuses %s importing %s', (rule, file) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule)
  })

  it.each(ALLOWED)('lets %s import %s', (file) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([])
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
