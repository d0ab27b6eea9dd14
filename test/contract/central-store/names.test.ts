// One rule for names, and what was there before it.
import SqliteDatabase from 'better-sqlite3'
import { Kysely, type Migration, Migrator, SqliteDialect } from 'kysely'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Central } from '../../../src/central/domain/central'
import { alikeNames, allAlikeNames } from '../../../src/central/domain/names/alike'
import { setPerson } from '../../../src/central/domain/people/set-person'
import { findSubjectNamed } from '../../../src/central/domain/subjects/find-subject'
import { migrations } from '../../../src/central/store/migrations'
import { migrate } from '../../../src/central/store/migrations/migrate'
import { bytewise } from '../../../src/central/store/postgres/bytewise'
import { postgresDialect } from '../../../src/central/store/postgres/driver'
import type { CentralSchema } from '../../../src/central/store/schema/schema'
import { personId } from '../../../src/shared/model/ids'
import { newDatabase } from '../../support/postgres'
import { decide, newBench, type SigningBench } from './actors'
import { databases, withSample } from './databases'

const plain = (migration: Migration) => migration
const dialects = [
  { name: 'SQLite', fitted: plain, open: async () => new SqliteDialect({ database: new SqliteDatabase(':memory:') }) },
  {
    name: 'PostgreSQL',
    fitted: bytewise,
    open: async () => postgresDialect(new Pool({ connectionString: await newDatabase() })),
  },
] as const

describe.each(dialects)('subjects of before, on $name', ({ fitted, open }) => {
  let db: Kysely<CentralSchema>
  const codes = [
    'SUBJ-9',
    'SUBJ\u200b-9',
    'subj\u20119',
    'SUBJ-10',
    'Gr\u00f6ße-7',
    'Gro\u0308ße-7',
    `\ufdfa`.repeat(200),
  ]

  beforeAll(async () => {
    db = new Kysely<CentralSchema>({ dialect: await open() })
    const known = Object.fromEntries(Object.entries(migrations).map(([name, each]) => [name, fitted(each)]))
    const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
    await migrator.migrateTo('0006-verification')
    const at = '2024-01-15T10:00:00.000Z'
    await db.insertInto('organizations').values({ name: 'O', created_at: at }).execute()
    await db.insertInto('facilities').values({ organization_id: 1, name: 'F', created_at: at }).execute()
    const person = { first_name: 'A', last_name: 'B', date_of_birth: '1990-01-01', created_at: at }
    for (const code of codes) {
      await db
        .insertInto('subjects')
        .values({ ...person, organization_id: 1, facility_id: 1, code })
        .execute()
    }
    expect((await migrate(db, 'here', fitted)).ok).toBe(true)
  })
  afterAll(() => db.destroy())

  test('keep their codes', async () => {
    const rows = await db.selectFrom('subjects').select('code').orderBy('id').execute()
    expect(rows.map(({ code }) => code)).toEqual(codes)
  })

  test('are found exactly as they are written', async () => {
    for (const [index, code] of codes.entries()) {
      expect(await findSubjectNamed(db, 1, code)).toEqual({ ok: true, value: { id: index + 1, code } })
    }
  })

  test('and by their look where only one has it; which of several is meant nobody guesses', async () => {
    expect(await findSubjectNamed(db, 1, 'subj\u201010')).toMatchObject({ value: { code: 'SUBJ-10' } })
    expect(await findSubjectNamed(db, 1, 'Subj-9')).toEqual({
      ok: false,
      problem: { kind: 'severalSubjects', subjectCode: 'Subj-9', codes: codes.slice(0, 3) },
    })
    expect(await findSubjectNamed(db, 1, 'GRÖSSE-7')).toMatchObject({ problem: { kind: 'severalSubjects' } })
    expect(await findSubjectNamed(db, 1, 'SUBJ-11')).toMatchObject({ problem: { kind: 'unknownSubject' } })
    expect(await findSubjectNamed(db, 1, 'SUBJ\u00ad-10')).toMatchObject({ problem: { kind: 'noCode' } })
  })

  test('are listed with what tells them apart', async () => {
    const listed = await alikeNames(db)
    expect(listed).toEqual([
      {
        kind: 'subject',
        within: 'organization 1',
        names: [
          { id: '1', name: 'SUBJ-9', spelled: 'SUBJ-9' },
          { id: '2', name: 'SUBJ\u200b-9', spelled: 'SUBJ\u200b-9 (U+200B)' },
          { id: '3', name: 'subj\u20119', spelled: 'subj\u20119 (U+2011)' },
        ],
      },
      {
        kind: 'subject',
        within: 'organization 1',
        names: [
          { id: '5', name: 'Gr\u00f6ße-7', spelled: 'Gr\u00f6ße-7 (U+00F6 U+00DF)' },
          { id: '6', name: 'Gro\u0308ße-7', spelled: 'Gro\u0308ße-7 (U+0308 U+00DF)' },
        ],
      },
    ])
  })
})

describe.each(databases)('names on $name', ({ open }) => {
  let central: Central
  let close: () => Promise<void>
  let bench: SigningBench
  beforeAll(async () => {
    const database = await withSample(open)
    central = database.centrals[0]
    close = () => database.close()
    bench = await newBench(central)
  })
  afterAll(() => close())

  const person = (id: string, name: string) =>
    setPerson(central, { facilityId: 1, id: personId(id), name, role: 'supervisor' })

  test('the sample has no two that look alike', async () => {
    expect(await allAlikeNames(central.store.db)).toEqual([])
  })

  test('anna is not Anna, and nobody becomes a supervisor by her look', async () => {
    expect((await person('anna', 'Anna Berg')).ok).toBe(true)
    for (const id of ['Anna', '\u0430nn\u0430', '\uff41nna']) {
      expect(await person(id, 'Somebody')).toEqual({
        ok: false,
        problem: { kind: 'alikePerson', personId: id, existing: 'anna' },
      })
    }
    expect(await person('berta', 'ANNA BERG')).toMatchObject({ problem: { kind: 'alikePersonName' } })
    expect((await person('anna', 'Anna Berg-Meier')).ok).toBe(true)
    expect((await person('berta', 'Anna Berg')).ok).toBe(true)
  })

  test('a cane that a bench made offline in another spelling is the one that is there', async () => {
    const { db } = central.store
    const where = { storageId: 1, canister: 'C1' } as const
    const canes = () =>
      db.selectFrom('canes').select('cane').where('storage_id', '=', 1).where('canister', '=', 'C1').execute()
    await db.updateTable('canisters').set({ cane_limit: 100 }).execute()
    const before = (await canes()).length
    for (const cane of ['X-1', 'x-1', 'X\u20111', '\u0425-1', ' X-1']) {
      const answer = await decide(central, bench, bench.sign({ kind: 'cane.add', ...where, cane }))
      expect([cane, answer.result]).toEqual([cane, 'accepted'])
    }
    const after = await canes()
    expect(after.length).toBe(before + 1)
    expect(after).toContainEqual({ cane: 'X-1' })
    const unseen = await decide(central, bench, bench.sign({ kind: 'cane.add', ...where, cane: 'X\u200b-1' }))
    expect(unseen).toMatchObject({ result: 'rejected', problem: { kind: 'malformed' } })
  })
})
