// The program that runs here, for the health page and the diagnostics file.
import { release, type } from 'node:os'
import type { Program } from '../../../shared/views/health'

export const programOf = (version: string): Program => ({
  version,
  electron: process.versions.electron ?? '',
  chromium: process.versions.chrome ?? '',
  node: process.versions.node,
  system: `${type()} ${release()} ${process.arch}`,
})
