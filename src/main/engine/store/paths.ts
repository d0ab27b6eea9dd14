// Where a bench's database and its backups lie.
import { join } from 'node:path'

export interface StorePaths {
  readonly file: string
  readonly backups: string
}

export const pathsIn = (dataDir: string): StorePaths => ({
  file: join(dataDir, 'bench.db'),
  backups: join(dataDir, 'backups'),
})
