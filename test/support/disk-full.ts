/** What SQLite throws when the disk is full. */
export const diskFull = (): Error => Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })
