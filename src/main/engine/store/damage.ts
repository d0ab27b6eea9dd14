import { errorCode } from '../../../shared/error-text'

/** SQLite found its file not to be what it wrote: no retry helps, only a restored database does. */
export function isDamage(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true
}
