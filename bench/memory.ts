// Memory of a process and all it has started, as the kernel accounts it: proportional set size, shared pages divided among their users.
import { readdirSync, readFileSync } from 'node:fs'

function parents(): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readOrNull(`/proc/${name}/stat`)
    // The command's name stands in brackets and may hold spaces: fields are counted from after it.
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    if (parent !== undefined) found.set(Number(name), Number(parent))
  }
  return found
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // The process ended between listing and reading.
    return null
  }
}

/** Mebibytes of `pid` and all its descendants. Linux only. */
export function memoryOfTree(pid: number): number {
  const tree = new Set([pid])
  const all = parents()
  for (let grown = true; grown; ) {
    grown = false
    for (const [child, parent] of all) {
      if (tree.has(parent) && !tree.has(child)) grown = Boolean(tree.add(child))
    }
  }
  let kibibytes = 0
  for (const member of tree) {
    const rollup = readOrNull(`/proc/${member}/smaps_rollup`)
    kibibytes += Number(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1] ?? 0)
  }
  return kibibytes / 1024
}
