import { expect, it } from 'vitest'
import { NoKeys, notSavedBy } from '../../../../../src/main/engine/ipc/not-saved'
import { diskFull } from '../../../../support/disk-full'

it.each([
  ['full', diskFull()],
  ['full', Object.assign(new Error('no space left'), { code: 'ENOSPC' })],
  ['disk', Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' })],
  ['noKeys', new NoKeys('no keys')],
  ['failed', new TypeError('x is undefined')],
  ['failed', Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' })],
  ['failed', 'thrown text'],
] as const)('%s is blamed for what it did alone', (why, error) => {
  expect(notSavedBy(error)).toMatchObject({ kind: 'notSaved', why })
})
