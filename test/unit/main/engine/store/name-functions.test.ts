import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { addNameFunctions } from '../../../../../src/main/engine/store/name-functions'
import { migrate } from '../../../../../src/main/engine/store/open'
import { opened, tempFile } from './support'

test('the rule for names is there in SQL', () => {
  const connection = new BetterSqlite3(':memory:')
  addNameFunctions(connection)
  const same = connection.prepare<[string, string | null], number>('SELECT same_name(?, ?)').pluck()
  expect([same.get('C-1', 'c\u20111'), same.get('C-1', 'C-2'), same.get('C-1', null)]).toEqual([1, 0, 0])
})

test('vials that were found by their letters before are found by their look', () => {
  const file = tempFile()
  const connection = new BetterSqlite3(file)
  migrate(connection, 6)
  const vials = [
    [1, 'M\u00fcller 1', 'm\u00fcller 1'],
    [2, 'plain 2', 'plain 2'],
    [3, 'two  blanks', 'two  blanks'],
  ] as const
  for (const [id, name, key] of vials) {
    connection
      .prepare(
        `INSERT INTO container (id, generation, version, name, subject_id, subject_code, description) VALUES (?, 1, 1, ?, 1, 'S-1', '')`,
      )
      .run(id, name)
    for (const each of [key, 's-1'])
      connection
        .prepare('INSERT INTO search_key (storage_id, key, container_id, shared) VALUES (0, ?, ?, 0)')
        .run(each, id)
  }
  connection.close()
  const { mirror } = opened(file)
  const found = (text: string) => mirror.inventory({ text, offset: 0, limit: 10 }).rows.map(({ id }) => id)
  expect([
    found('m\u00fcller'),
    found('Mu\u0308ller 1'),
    found('PLAIN'),
    found('two blanks'),
    found('s\u20111'),
  ]).toEqual([[1], [1], [2], [3], [1, 2, 3]])
})
