// What the shell itself remembers between starts: mode, window and colour scheme. Losing it loses a convenience, except for the mode.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceFile } from './files'

const remembered = z.object({
  mode: z.enum(['demo', 'bench']).nullable().catch(null),
  scheme: z.enum(['system', 'light', 'dark']).catch('system'),
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().min(200), height: z.int().min(200) })
    .nullable()
    .catch(null),
  maximized: z.boolean().catch(false),
})
export type Remembered = z.infer<typeof remembered>

const nothing: Remembered = { mode: null, scheme: 'system', bounds: null, maximized: false }

export interface Memory {
  read(): Remembered
  keep(change: Partial<Remembered>): void
}

export function shellMemory(dataDir: string): Memory {
  const path = join(dataDir, 'shell.json')
  let current: Remembered | null = null
  const read = (): Remembered => {
    current ??= fromDisk(path)
    return current
  }
  return {
    read,
    keep(change) {
      const next = { ...read(), ...change }
      if (JSON.stringify(next) === JSON.stringify(current)) return
      current = next
      replaceFile(path, JSON.stringify(next))
    },
  }
}

function fromDisk(path: string): Remembered {
  try {
    return remembered.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? nothing
  } catch {
    // Not there yet, or cut short by a power failure of long ago: the defaults do.
    return nothing
  }
}
