// The database's file, replaced or removed by somebody while the bench works with it: nothing is called saved that nobody will find.
import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { systemIds } from '../../../../../src/platform/system-ports'
import { opened, stillClock, tempFile } from './support'

test.each([
  [
    'another one was put in its place',
    'replaced',
    (file: string) => {
      copyFileSync(file, `${file}.copy`)
      renameSync(`${file}.copy`, file)
    },
  ],
  ['it was removed', 'removed', (file: string) => rmSync(file)],
  ['its log was removed', 'removed', (file: string) => rmSync(`${file}-wal`)],
] as const)('nothing is written once %s, and what is there can be read', (_, what, does) => {
  const file = tempFile()
  const { profile, transact, close } = opened(file, stillClock(), systemIds)
  const save = (language: 'de' | 'en') => transact(() => profile.saveSettings({ ...profile.settings(), language }))
  save('de')
  does(file)
  expect(() => save('en')).toThrow(
    expect.objectContaining({ code: 'SQLITE_READONLY_DBMOVED', message: expect.stringContaining(what) }),
  )
  expect(profile.settings().language).toBe('de')
  close()
})
