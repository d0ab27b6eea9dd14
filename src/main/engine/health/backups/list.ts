// The backups as the health page lists them, each verified once more in the background.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupRow } from '../../../../shared/views/health'
import { backupsIn } from '../../store/backup/folder'
import type { HealthJobs } from '../jobs'

export interface BackupList {
  /** Newest first. Begins to verify what has not been verified yet, one at a time. */
  rows(): readonly BackupRow[]
}

export function backupList(folder: string, jobs: HealthJobs, report: (error: unknown) => void): BackupList {
  /** By name, size and time: a file that was replaced is another one. */
  const verdicts = new Map<string, boolean>()
  let isVerifying = false
  const list = () =>
    backupsIn(folder).flatMap(({ name, atMs, before }) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false })
      return found === undefined
        ? []
        : [{ name, atMs, before, bytes: found.size, key: `${name} ${found.size} ${found.mtimeMs}` }]
    })
  const verifyAll = async () => {
    for (;;) {
      const next = list().find(({ key }) => !verdicts.has(key))
      if (next === undefined) return
      verdicts.set(next.key, await jobs.run({ kind: 'verify', file: join(folder, next.name) }))
    }
  }
  return {
    rows() {
      const all = list()
      if (!isVerifying && all.some(({ key }) => !verdicts.has(key))) {
        isVerifying = true
        verifyAll()
          .catch(report)
          .finally(() => {
            isVerifying = false
          })
      }
      return all.map(({ name, atMs, bytes, before, key }) => {
        const isGood = verdicts.get(key)
        const verdict = isGood === undefined ? 'checking' : isGood ? 'good' : 'damaged'
        return { name, atMs, bytes, kind: before === null ? 'timed' : 'beforeUpdate', verdict }
      })
    },
  }
}
