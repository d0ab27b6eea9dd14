// Vitest's global set-up: a folder for this run's PostgreSQL server. The server itself is started by the first test that asks for it, so that
// runs without such tests don't wait; it ends with the run, however that ends.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { endCluster } from './postgres-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    postgresFolder: string
  }
}

let end = () => {}

export function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  // The server runs as another user when the tests run as root.
  chmodSync(folder, 0o755)
  project.provide('postgresFolder', folder)
  const endServer = () => endCluster(join(folder, 'cluster'))
  process.once('exit', endServer)
  end = () => {
    process.removeListener('exit', endServer)
    endServer()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

export const teardown = () => end()
