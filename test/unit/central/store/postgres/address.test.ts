import { describe, expect, test } from 'vitest'
import { configOf, hasPassword, nameOf } from '../../../../../src/central/store/postgres/address'

describe('the address of a database', () => {
  test.each([
    ['postgres://u:secret@h:5432/db', 'postgres://u@h:5432/db'],
    ['postgres://u@h/db?sslmode=require&password=secret', 'postgres://u@h/db'],
    ['postgresql://h/db', 'postgresql://h/db'],
    ['postgres://u:s%40cret@h/db', 'postgres://u@h/db'],
    ['postgres://u:se:cr@e/t@h/db', 'postgres://u@h/db'],
  ])('%s is shown as %s', (url, shown) => {
    expect(nameOf({ url })).toBe(shown)
  })

  test.each([
    ['postgres://u@h:5432/db?sslmode=require', 'postgres://u:s%40%2F%3Ax@h:5432/db?sslmode=require'],
    ['postgres://u:other@h/db', 'postgres://u:s%40%2F%3Ax@h/db'],
    ['postgres://u@/db?host=/run/postgresql', 'postgres://u:s%40%2F%3Ax@/db?host=/run/postgresql'],
  ])('a password from elsewhere stands before one in %s', (url, whole) => {
    expect(configOf({ url, password: 's@/:x' }).connectionString).toBe(whole)
  })

  test('without a password from elsewhere the URL stays as it is', () => {
    expect(configOf({ url: 'postgres://u:p@h/db' }).connectionString).toBe('postgres://u:p@h/db')
  })

  test('a password in the URL is noticed wherever it stands', () => {
    expect(['postgres://u:p@h/db', 'postgres://u@h/db?password=p'].map(hasPassword)).toEqual([true, true])
    expect(['postgres://u@h:5432/db', 'postgres://h/db?host=/run'].map(hasPassword)).toEqual([false, false])
  })
})
